import type { Flow } from '@/lib/flow/model/flow'
import type { OAuthMessage } from '@/lib/flow/model/message'
import { isEndpointRequest, isEndpointResponse } from '@/lib/flow/read/endpoint-response'
import { tokensOf } from '@/lib/flow/read/message-tokens'
import { decodeJwt } from '@/lib/jose/decode'
import type { Params } from '@/lib/model/params'
import { prettyJson } from '@/lib/model/pretty-json'
import { cutText } from '@/lib/model/text-bound'
import type { ReportCheck } from './report-result'
import type { ReportTexts } from './report-texts'

/** One line of a message: a name with its value, or other text. */
export interface ReportLine {
  readonly kind: 'header' | 'parameter' | 'text'
  readonly name: string
  readonly text: string
  /** The marks of the checks that are about it. */
  readonly marks: readonly string[]
}

/** A JWT of a message, decoded. */
interface ReportJwt {
  readonly name: string
  readonly lines: readonly ReportLine[]
}

export interface ReportMessage {
  readonly number: number
  readonly name: string
  /** Method and URL, or the status. */
  readonly head: string
  /** Milliseconds from the first message. */
  readonly offset: number
  readonly headers: readonly ReportLine[]
  readonly body: readonly ReportLine[]
  /** Characters that were left out of the body. */
  readonly left: number
  readonly jwts: readonly ReportJwt[]
}

/** Characters of a body in a report. The flow file has all. */
const maxBody = 8192
const maxLine = 2000

export function messagesOf(
  { messages }: Flow,
  findings: readonly ReportCheck[],
  texts: ReportTexts,
): readonly ReportMessage[] {
  const start = messages[0]?.at ?? 0
  return messages.map((message, index) => {
    const marks = marksIn(findings.filter((check) => check.message === index + 1))
    const { lines, left } = bodyOf(message, marks)
    return {
      number: index + 1,
      name: texts.message(message.kind),
      head: headOf(message),
      offset: message.at - start,
      headers: 'headers' in message ? linesOf('header', message.headers, marks) : [],
      body: lines,
      left,
      jwts: tokensOf(message).flatMap((token) => jwtOf(token, marks)),
    }
  })
}

type Marks = ReadonlyMap<string, readonly string[]>

function marksIn(checks: readonly ReportCheck[]): Marks {
  // A check of a whole message marks none of its lines.
  const named = checks.filter(({ about }) => about !== '')
  const groups = Map.groupBy(named, ({ about }) => about.toLowerCase())
  return new Map([...groups].map(([about, group]) => [about, group.map(({ mark }) => mark)]))
}

function headOf(message: OAuthMessage): string {
  if ('method' in message) return `${message.method} ${cutText(message.url, maxLine)}`
  return message.status === null ? '' : String(message.status)
}

function linesOf(
  kind: 'header' | 'parameter',
  params: Params,
  marks: Marks,
): readonly ReportLine[] {
  return params.map(([name, value]) => ({
    kind,
    name,
    text: cutText(value, maxLine),
    marks: marks.get(name.toLowerCase()) ?? [],
  }))
}

function bodyOf(
  message: OAuthMessage,
  marks: Marks,
): { readonly lines: readonly ReportLine[]; readonly left: number } {
  if ('params' in message && message.params.length > 0)
    return { lines: linesOf('parameter', message.params, marks), left: 0 }
  if (!isEndpointRequest(message) && !isEndpointResponse(message)) return { lines: [], left: 0 }
  const text = prettyJson(message.body)
  const shown = cutText(text, maxBody)
  return { lines: textLines(shown, marks), left: text.length - shown.length }
}

/** A line of formatted JSON begins with the name of its member. */
function textLines(text: string, marks: Marks): readonly ReportLine[] {
  if (text === '') return []
  return text.split(/\r?\n/).map((line) => {
    const name = /^\s*"([^"\\]{1,100})":/.exec(line)?.[1] ?? ''
    return { kind: 'text', name: '', text: line, marks: marks.get(name.toLowerCase()) ?? [] }
  })
}

function jwtOf(
  { name, text }: { readonly name: string; readonly text: string },
  marks: Marks,
): readonly ReportJwt[] {
  const { header, payload } = decodeJwt(text)
  const parts = [header, payload].filter((part) => part !== null)
  if (parts.length === 0) return []
  const lines = parts.flatMap((part) => textLines(JSON.stringify(part, null, 2), marks))
  return [{ name, lines }]
}
