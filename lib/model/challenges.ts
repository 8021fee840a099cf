import { headersNamed } from './http-text'
import { memoByText } from './memo'
import type { Params } from './params'

/** One challenge of `WWW-Authenticate`. The names of its attributes are in lower case, repetitions are kept. */
export interface Challenge {
  readonly scheme: string
  readonly attributes: Params
}

/** The challenges of a response, as far as they can be read. */
export interface Challenges {
  readonly list: readonly Challenge[]
  /** The first text that does not follow the grammar; null if all of it does. */
  readonly error: string | null
}

const token = "[!#$%&'*+.^_`|~\\w-]+"
const separator = /[ \t]*(,[ \t,]*)?/y
const attribute = new RegExp(`(${token})[ \\t]*=[ \\t]*(?:(${token})|"((?:[^"\\\\]|\\\\.)*)")`, 'y')
const schemeName = new RegExp(`(${token})(?=[ \\t,]|$)`, 'y')
const token68 = /[ \t]+[\w.~+/-]+=*(?=[ \t]*(?:,|$))/y

/** Longer headers are not read to their end. */
const maxCharacters = 20_000

/**
 * Reads all `WWW-Authenticate` headers.
 *
 * @see [RFC 9110](https://www.rfc-editor.org/rfc/rfc9110.html#section-11.6.1)
 */
export function challengesIn(headers: Params): Challenges {
  // Browsers join headers with the same name by a line break, or by a comma.
  const texts = headersNamed(headers, 'www-authenticate').flatMap((value) =>
    value.slice(0, maxCharacters).split('\n'),
  )
  const read = texts.map(readChallenges)
  return {
    list: read.flatMap(({ list }) => list),
    error: read.find(({ error }) => error !== null)?.error ?? null,
  }
}

interface OpenChallenge {
  readonly scheme: string
  readonly attributes: [name: string, value: string][]
}

const readChallenges = memoByText((text: string): Challenges => {
  const list: OpenChallenge[] = []
  let error: string | null = null
  let at = 0
  const next = (pattern: RegExp) => {
    pattern.lastIndex = at
    const found = pattern.exec(text)
    if (found) at = pattern.lastIndex
    return found
  }
  const readAttribute = (): boolean => {
    const open = list.at(-1)
    const found = open && next(attribute)
    if (!found) return false
    const [, name = '', plain, quoted = ''] = found
    open.attributes.push([name.toLowerCase(), plain ?? quoted.replaceAll(/\\(.)/gs, '$1')])
    return true
  }
  const readScheme = (): boolean => {
    const scheme = next(schemeName)?.[1]
    if (scheme === undefined) return false
    list.push({ scheme, attributes: [] })
    next(token68)
    return true
  }
  // A challenge begins after a comma; its first attribute follows the scheme without one.
  let mayBegin = true
  let mayContinue = false
  next(separator)
  while (at < text.length) {
    const isAttribute: boolean = (mayBegin || mayContinue) && readAttribute()
    const isScheme: boolean = !isAttribute && mayBegin && readScheme()
    if (!isAttribute && !isScheme) {
      error ??= text.slice(at)
      at = nextComma(text, at)
    }
    mayBegin = next(separator)?.[1] !== undefined
    mayContinue = isScheme
  }
  return { list, error }
})

function nextComma(text: string, from: number): number {
  const comma = text.indexOf(',', from)
  return comma < 0 ? text.length : comma
}
