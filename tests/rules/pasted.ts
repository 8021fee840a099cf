import type { JudgingContext } from '@/lib/facts/judging-context'
import { isObject, type JsonObject } from '@/lib/model/json'
import type { Params } from '@/lib/model/params'
import type { DocumentKind, PastedDocument, PastedMessage } from '@/lib/oauth/pasted-document'
import { context } from './artefacts'

/** Members without those that are undefined. */
export const members = (value: JsonObject): JsonObject => {
  const parsed: unknown = JSON.parse(JSON.stringify(value))
  return isObject(parsed) ? parsed : {}
}

export const jsonType = [['content-type', 'application/json']] as const
export const noStore = [...jsonType, ['cache-control', 'no-store']] as const

/** A pasted message with this JSON object. */
export const pastedMessage = (
  json: JsonObject | null,
  overrides: Partial<PastedMessage> = {},
): PastedMessage => ({
  method: null,
  url: null,
  status: null,
  headers: null,
  body: json ? JSON.stringify(json) : '',
  json: json && members(json),
  params: [],
  ...overrides,
})

/** Makes artefacts of one kind. */
export const pasting =
  (of: DocumentKind) =>
  (
    json: JsonObject | null,
    overrides: Partial<PastedMessage> = {},
    known: Partial<JudgingContext> = {},
    request: PastedDocument['request'] = null,
  ) => ({
    document: { of, message: pastedMessage(json, overrides), request },
    context: { ...context, ...known },
  })

/** A form that was pasted with its headers. */
export const form = (params: Params): Partial<PastedMessage> => ({
  method: 'POST',
  params,
  headers: [['content-type', 'application/x-www-form-urlencoded']],
})
