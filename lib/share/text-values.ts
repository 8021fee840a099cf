import type { Place } from '@/lib/model/credentials'
import { formDecode } from '@/lib/model/url'
import { createIslands } from './json-islands'
import { jsonValues } from './json-values'
import {
  formValue,
  htmlValue,
  jsonNumber,
  jsonString,
  placeInside,
  same,
  type NamedValue,
} from './named-value'
import { attributeName, markupAt } from './markup-values'
import { pemAt } from './pem'
import { redactionKind } from './redact-kinds'
import { writtenAt } from './written-values'

/** The signs that begin a name and a value in text that is not JSON. */
const marks = /[=:<{[]|-----BEGIN /g

type Reader = (text: string, at: number, place: Place) => NamedValue | null

const readers: Readonly<Record<string, readonly Reader[]>> = {
  '=': [parameterAt, writtenAt],
  ':': [memberAt, userAt, dispositionAt, headerAt, writtenAt],
  '<': [markupAt],
  '-----BEGIN ': [pemAt],
}

export function textValues(text: string, place: Place): readonly NamedValue[] {
  const found: NamedValue[] = []
  const signs = new RegExp(marks)
  const islandEnd = createIslands(text)
  for (let match = signs.exec(text); match; match = signs.exec(text)) {
    const { index } = match
    if (match[0] === '{' || match[0] === '[') {
      const end = islandEnd(index)
      if (end === null) continue
      found.push(...jsonValues(text.slice(index, end), place, null).map(movedBy(index)))
      signs.lastIndex = end
      continue
    }
    const value = readers[match[0]]
      ?.map((read) => read(text, index, place))
      .find((each) => each !== null)
    if (!value || value.end <= value.start) continue
    found.push(value)
    signs.lastIndex = value.end
  }
  return found
}

const movedBy = (offset: number) => (value: NamedValue) => ({
  ...value,
  start: value.start + offset,
  end: value.end + offset,
})

/** Characters of a name that are read. */
const maxName = 200

/** The name that ends at a position. */
function nameBefore(text: string, at: number, characters: RegExp): string {
  let start = at
  while (start > 0 && at - start < maxName && characters.test(text[start - 1] ?? '')) start -= 1
  return text.slice(start, at)
}

const parameterValue = /[^&#\s"'<>]*/y

function parameterAt(text: string, at: number): NamedValue | null {
  const written = nameBefore(text, at, /[^=&?#;\s"'<>,(){}/]/)
  if (written === '') return null
  const [name = ''] = formDecode(`${written}=`)[0] ?? []
  const end = endOf(parameterValue, text, at + 1)
  const isQuoted = text[at + 1] === '"' || text[at + 1] === "'"
  if (isQuoted) return quotedAt(text, at + 1, isMarkup(text, at) ? attributeName(name) : name)
  return {
    start: at + 1,
    end,
    place: 'parameter',
    name,
    codec: formValue,
    inherited: null,
  }
}

/** Characters of a tag or a header that are looked back at. */
const maxBack = 500

/** Whether a sign is inside an HTML tag or a Content-Disposition header, where quoted words are markup. */
function isMarkup(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - maxBack), at)
  const isInTag = before.lastIndexOf('<') > before.lastIndexOf('>')
  const line = before.slice(before.lastIndexOf('\n') + 1)
  return isInTag || /^content-disposition\s*:/i.test(line)
}

const disposition =
  /:[ \t]*form-data;[^\r\n]{0,200}?\bname=(?:"([^"\r\n]{1,200})"|([^\s";]{1,200}))[^\r\n]{0,500}(?:\r?\n[^\r\n]{1,500}){0,4}\r?\n\r?\n/iy
const boundary = /\r?\n--/g

/** A field of a multipart form. */
function dispositionAt(text: string, at: number): NamedValue | null {
  if (!/^content-disposition$/i.test(nameBefore(text, at, /[\w-]/))) return null
  disposition.lastIndex = at
  const [head = '', quoted, name = quoted] = disposition.exec(text) ?? []
  if (name === undefined) return null
  const start = at + head.length
  // A private key has lines that begin with hyphens.
  const isKey = text.startsWith('-----BEGIN', start)
  boundary.lastIndex = start
  const end = isKey ? endOf(lineEnd, text, start) : (boundary.exec(text)?.index ?? text.length)
  return { start, end, place: 'parameter', name, codec: same, inherited: null }
}

const doubleQuoted = /[^"\n]*/y
const singleQuoted = /[^'\n]*/y

/** The value of an attribute, or of a parameter of a header. */
function quotedAt(text: string, quote: number, name: string): NamedValue {
  const start = quote + 1
  const end = endOf(text[quote] === '"' ? doubleQuoted : singleQuoted, text, start)
  return { start, end, place: 'parameter', name, codec: htmlValue, inherited: null }
}

const memberStart = /\s*(?:"|(?=-?\d))/y
const stringEnd = /(?:[^"\\]|\\.)*/sy
const numberEnd = /-?\d[\d.eE+-]*/y

/** A JSON member in other text, such as a script of a page. */
function memberAt(text: string, at: number, place: Place): NamedValue | null {
  if (text[at - 1] !== '"') return null
  const name = jsonString.decode(nameBefore(text, at - 1, /[^"\n]/))
  memberStart.lastIndex = at + 1
  const lead = memberStart.exec(text)?.[0]
  if (lead === undefined) return null
  const start = at + 1 + lead.length
  const isText = lead.endsWith('"')
  const end = endOf(isText ? stringEnd : numberEnd, text, start)
  const codec = isText ? jsonString : jsonNumber
  return { start, end, place: placeInside(place), name, codec, inherited: null }
}

const userInfo = /\/\/([^\s/?#@"]{0,200}:)([^\s/?#@"]{1,500})@/y

/** The password in a URL. */
function userAt(text: string, at: number): NamedValue | null {
  userInfo.lastIndex = at + 1
  const [, user = '', password] = userInfo.exec(text) ?? []
  if (password === undefined) return null
  const start = at + 3 + user.length
  return {
    start,
    end: start + password.length,
    place: 'parameter',
    name: 'password',
    codec: formValue,
    inherited: null,
  }
}

const lineEnd = /[^\r\n]*/y

/** A header on a line of its own. */
function headerAt(text: string, at: number): NamedValue | null {
  const name = nameBefore(text, at, /[\w-]/)
  const before = text[at - name.length - 1]
  if (name === '' || (before !== undefined && before !== '\n') || text.startsWith('//', at + 1))
    return null
  const space = /[ \t]*/y
  const start = endOf(space, text, at + 1)
  const end = endOf(lineEnd, text, start)
  // Lines of YAML look like headers, so only names of sensitive headers count.
  if (redactionKind('header', name) === null) return null
  return { start, end, place: 'header', name, codec: same, inherited: null }
}

function endOf(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at
  return at + (pattern.exec(text)?.[0].length ?? 0)
}
