import type { RequestPreview } from '@/lib/messaging/request-commands'
import { isSecret } from '@/lib/model/credentials'
import { isObject, type JsonObject } from '@/lib/model/json'
import { param, type Params } from '@/lib/model/params'
import { prettyJson } from '@/lib/model/pretty-json'
import { parseJson } from '@/lib/model/strict-json'
import { splitUrl } from '@/lib/model/url'
import { jwtContentOf } from '@/lib/oauth/jwt-text'
import { previewLines, type PreviewLine } from '@/lib/oauth/preview-lines'
import type { JwtValues, RequestValues } from '@/lib/oauth/request-values'

export const partIds = ['request_object', 'assertion', 'form', 'url', 'headers'] as const
export type PartId = (typeof partIds)[number]

/** A line, with the value that is masked until it is revealed. */
export interface ShownLine extends PreviewLine {
  readonly secret?: string
  readonly isWarned?: boolean
}

export interface Block {
  readonly id: 'header' | 'payload' | 'text'
  readonly lines: readonly ShownLine[]
}

/** A part of a request, decoded and as it is sent. */
export interface Part {
  readonly id: PartId
  readonly decoded: readonly Block[]
  readonly sent: readonly ShownLine[]
  readonly octets: number
  readonly alg: string | null
}

const octetsOf = (text: string) => new TextEncoder().encode(text).length
const same = (text: string): ShownLine => ({ text, mark: 'same' })

/** The parts of a request; a part that it does not have is missing. */
export function partsOf(preview: RequestPreview, values: RequestValues): readonly Part[] {
  const { requestObject, clientAssertion, push } = preview
  const warned = new Set(preview.warnings.flatMap(({ field }) => field ?? []))
  return [
    ...(requestObject === null
      ? []
      : [jwtPart('request_object', requestObject, values.requestObject, { preview, warned })]),
    ...(clientAssertion === null
      ? []
      : [jwtPart('assertion', clientAssertion, values.assertion, null)]),
    ...(push ? [formPart(push.body, preview, warned)] : []),
    urlPart(preview, warned),
    ...(push ? [headerPart(push.headers, values)] : []),
  ]
}

interface Compared {
  readonly preview: RequestPreview
  readonly warned: ReadonlySet<string>
}

function jwtPart(id: PartId, text: string, own: JwtValues, compared: Compared | null): Part {
  const { jwt } = jwtContentOf(text)
  const payload = jwt.payload ?? {}
  const known = withoutOwn(payload, own.claims, own)
  const profile = compared ? asProfile(known, compared.preview) : known
  return {
    id,
    alg: typeof jwt.header?.['alg'] === 'string' ? jwt.header['alg'] : null,
    octets: octetsOf(text),
    decoded: [
      {
        id: 'header',
        lines: previewLines(
          written(jwt.header),
          written(withoutOwn(jwt.header ?? {}, own.header, {})),
        ),
      },
      {
        id: 'payload',
        lines: warnedLines(previewLines(written(payload), written(profile)), compared?.warned),
      },
    ],
    sent: [same(text)],
  }
}

const written = (value: JsonObject | null) => prettyJson(JSON.stringify(value ?? {}))

/** A JWT without the members that the tester changed, so that these lines differ. */
function withoutOwn(members: JsonObject, typed: string | undefined, { aud, lifetime }: JwtValues) {
  const read = parseJson(typed ?? '').value
  const own = isObject(read) ? read : {}
  const names = new Set([
    ...Object.keys(own),
    ...(aud === undefined ? [] : ['aud']),
    ...(lifetime === undefined ? [] : ['exp']),
  ])
  const gone = [
    ...Object.entries(own).flatMap(([name, value]) => (value === null ? [name] : [])),
    ...(lifetime === null ? ['exp'] : []),
  ]
  return Object.fromEntries([
    ...Object.entries(members).filter(([name]) => !names.has(name)),
    ...gone.map((name) => [name, '…']),
  ]) as JsonObject
}

/** The same claims with the parameters as the profile alone would send them. */
function asProfile(payload: JsonObject, { params, profileParams }: RequestPreview): JsonObject {
  const kept = Object.entries(payload).flatMap(([name, value]) => {
    const own = param(profileParams, name)
    if (param(params, name) === undefined || own === param(params, name)) return [[name, value]]
    return own === undefined ? [] : [[name, typeof value === 'object' ? jsonOr(own) : own]]
  })
  const gone = profileParams.filter(
    ([name]) => param(params, name) === undefined && !Object.hasOwn(payload, name),
  )
  return Object.fromEntries([
    ...kept,
    ...gone.map(([name, own]) => [name, jsonOr(own)]),
  ]) as JsonObject
}

function jsonOr(text: string): unknown {
  const { value } = parseJson(text)
  return typeof value === 'object' && value !== null ? value : text
}

function warnedLines(
  lines: readonly PreviewLine[],
  warned: ReadonlySet<string> = new Set(),
): readonly ShownLine[] {
  return lines.map((line) => {
    const name = /^\s*"?([\w-]+)"?\s*[:=]/.exec(line.text)?.[1] ?? ''
    return warned.has(name) && line.mark !== 'left-out' ? { ...line, isWarned: true } : line
  })
}

function formPart(body: string, preview: RequestPreview, warned: ReadonlySet<string>): Part {
  const form: Params = [...new URLSearchParams(body)]
  const isSigned = preview.requestObject !== null
  return {
    id: 'form',
    alg: null,
    octets: octetsOf(body),
    decoded: [{ id: 'text', lines: paramLines(form, isSigned ? null : preview, warned) }],
    sent: [maskedForm(body)],
  }
}

/** One line a parameter, compared with those of the profile. */
function paramLines(
  params: Params,
  preview: RequestPreview | null,
  warned: ReadonlySet<string>,
): readonly ShownLine[] {
  const textOf = ([name, value]: Params[number]) => `${name}=${value.replaceAll('\n', '\\n')}`
  const own = preview && [
    ...params.flatMap((pair): Params => {
      const [name] = pair
      if (param(preview.params, name) === undefined) return [pair]
      const known = param(preview.profileParams, name)
      return known === undefined ? [] : [[name, known]]
    }),
    ...preview.profileParams.filter(([name]) => param(preview.params, name) === undefined),
  ]
  const text = params.map(textOf).join('\n')
  return warnedLines(previewLines(text, own ? own.map(textOf).join('\n') : text), warned).map(
    maskedLine,
  )
}

/** The client secret is the profile's, and masked until it is revealed. */
function maskedLine(line: ShownLine): ShownLine {
  const secret = /^client_secret=(.+)$/.exec(line.text)?.[1]
  return secret === undefined ? line : { ...line, secret }
}

function maskedForm(body: string): ShownLine {
  const secret = /(?:^|&)client_secret=([^&]+)/.exec(body)?.[1]
  return secret === undefined ? same(body) : { ...same(body), secret }
}

function urlPart(preview: RequestPreview, warned: ReadonlySet<string>): Part {
  const { authorizeUrl, push, requestObject } = preview
  const { base, query } = splitUrl(authorizeUrl)
  const params: Params = [...new URLSearchParams(query ?? '')].map(([name, value]) => [
    name,
    push && name === 'request_uri' ? '…' : value,
  ])
  const isPlain = push === null && requestObject === null
  return {
    id: 'url',
    alg: null,
    octets: octetsOf(authorizeUrl),
    decoded: [
      { id: 'text', lines: [same(base), ...paramLines(params, isPlain ? preview : null, warned)] },
    ],
    sent: [same(push ? `${authorizeUrl}…` : authorizeUrl)],
  }
}

function headerPart(headers: Params, values: RequestValues): Part {
  const own = new Set(Object.keys(values.headers).map((name) => name.toLowerCase()))
  const lines = headers.map(([name, value]): ShownLine => {
    const isOwn = own.has(name.toLowerCase())
    return {
      text: `${name}: ${value}`,
      mark: isOwn ? 'changed' : 'same',
      // What the tester typed is not masked.
      ...(!isOwn && isSecret('header', name) && { secret: value }),
    }
  })
  const text = lines.map((line) => line.text).join('\r\n')
  return {
    id: 'headers',
    alg: null,
    octets: octetsOf(text),
    decoded: [{ id: 'text', lines }],
    sent: lines,
  }
}

/** The text of lines for the clipboard, with secrets masked unless they are revealed. */
export function copyOf(lines: readonly ShownLine[], bullets: string, isRevealed: boolean): string {
  return lines
    .filter(({ mark }) => mark !== 'left-out')
    .map((line) => shownText(line, bullets, isRevealed))
    .join('\n')
}

export function shownText(
  { text, secret }: ShownLine,
  bullets: string,
  isRevealed: boolean,
): string {
  return secret === undefined || isRevealed ? text : text.replace(secret, () => bullets)
}
