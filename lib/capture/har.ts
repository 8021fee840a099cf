import { isObject } from '@/lib/model/json'

/** What `getContent()` gave, in whichever of its shapes. */
export interface Content {
  readonly text: string
  readonly isBase64: boolean
}

/** Content in whichever shape a browser gives it: an object, a pair, or a text; null where it is none. */
export function contentOf(value: unknown): Content | null {
  const [text, encoding] = Array.isArray(value)
    ? (value as unknown[])
    : isObject(value)
      ? [value['content'] ?? value['text'], value['encoding']]
      : [value]
  return typeof text === 'string' ? { text, isBase64: encoding === 'base64' } : null
}

/** The entries of an HTTP archive, which stand in it or in the log in it. */
export function entriesOf(har: unknown): readonly unknown[] {
  const { entries, log } = isObject(har) ? har : {}
  if (Array.isArray(entries)) return entries
  return isObject(log) ? entriesOf(log) : []
}
