import type { Params } from '@/lib/model/params'
import { parameters } from './parameters'
import { fromHtml } from './paste-text'

/** Maximum lines, members and fields that are read. */
const maxPairs = 200

/**
 * Names and values as developer tools, consoles and programs print them: a pair in each line, a name and its value in
 * two lines, or an object that is not JSON. Null if the text is something else.
 */
export function pairsIn(text: string): Params | null {
  const isObject = /^[{(]/.test(text) && /[})][,;]?$/.test(text)
  if (isObject) return membersIn(text.replace(/^[{(]/, '').replace(/[})][,;]?$/, ''))
  const lines = text
    .split(/\r\n?|\n/, 2 * maxPairs)
    .map((line) => line.trim())
    .filter((line) => line !== '')
  return lines.length < 2 ? null : (inLines(lines) ?? inTwoLines(lines))
}

const pairLine = /^["']?([\w.-]{1,100})["']?[ \t]{0,9}(=>|[:=\t])[ \t]{0,9}(\S.{0,100000})$/

/** A wrapped query has equals signs as well, so its names must be those of parameters. */
function inLines(lines: readonly string[]): Params | null {
  const pairs: [string, string][] = []
  for (const line of lines) {
    const [, name, sign, value] = pairLine.exec(line) ?? []
    if (name === undefined || value === undefined) return null
    if (sign === '=' && (!parameters.has(name) || value.includes('&'))) return null
    pairs.push([name, unquoted(value)])
  }
  return pairs
}

function inTwoLines(lines: readonly string[]): Params | null {
  if (
    lines.length % 2 > 0 ||
    lines.some((line, at) => at % 2 === 0 && !parameters.has(nameOf(line)))
  )
    return null
  return lines.flatMap((line, at) =>
    at % 2 === 0 ? [[nameOf(line), unquoted(lines[at + 1] ?? '')] as const] : [],
  )
}

const nameOf = (line: string) => line.replace(/:$/, '')

function unquoted(value: string): string {
  const bare = value.replace(/[,;]$/, '')
  return /^(["'`])(.*)\1$/.exec(bare)?.[2] ?? bare
}

/** A member of an object literal of JavaScript, Python, Ruby, Java and others. */
const member =
  /\s*(?:["'`:]([^"'`\s:]{1,100})["'`]?|([\w.-]{1,100}))\s*(?:=>|[:=])\s*(?:"([^"]*)"|'([^']*)'|`([^`]*)`|([^\s,;"'{}[\]]+))\s*(?:[,;]|$)/y

/** Null if any member has another form, such as an object inside. */
function membersIn(text: string): Params | null {
  const pairs: [string, string][] = []
  member.lastIndex = 0
  const end = text.trimEnd().length
  while (member.lastIndex < end) {
    const found = member.exec(text)
    if (!found || pairs.length === maxPairs) return null
    const [, quotedName, bareName, ...values] = found
    pairs.push([quotedName ?? bareName ?? '', values.find((value) => value !== undefined) ?? ''])
  }
  return pairs.length === 0 ? null : pairs
}

interface PastedForm {
  readonly action: string
  readonly params: Params
}

/**
 * The form of a page, as the response mode form_post delivers a response; null without one.
 *
 * @see [OAuth 2.0 Form Post Response Mode](https://openid.net/specs/oauth-v2-form-post-response-mode-1_0.html#FormPostResponseMode)
 */
export function formIn(text: string): PastedForm | null {
  const form = /<form\b[^<>]*>/i.exec(text)?.[0]
  const inputs = (text.match(/<input\b[^<>]*>/gi) ?? []).slice(0, maxPairs)
  const params = inputs.flatMap((input) => {
    const name = attribute(input, 'name')
    return name === null ? [] : [[name, attribute(input, 'value') ?? ''] as const]
  })
  if (form === undefined || params.length === 0) return null
  return { action: attribute(form, 'action') ?? '', params }
}

const attributes = /[\s"']([a-z-]{1,40})\s{0,9}=\s{0,9}(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+))/gi

function attribute(tag: string, name: string): string | null {
  for (const [, found, ...values] of tag.matchAll(attributes)) {
    if (found?.toLowerCase() !== name) continue
    return fromHtml(values.find((value) => value !== undefined) ?? '')
  }
  return null
}
