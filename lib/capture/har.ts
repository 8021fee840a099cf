import { isObject } from '@/lib/model/json'

/** The result of `getContent()`, in one form for all browsers. */
export interface Content {
  readonly text: string
  readonly isBase64: boolean
}

/** Converts content from any browser: an object, a pair or a string. Null for anything else. */
export function contentOf(value: unknown): Content | null {
  const [text, encoding] = Array.isArray(value)
    ? (value as unknown[])
    : isObject(value)
      ? [value['content'] ?? value['text'], value['encoding']]
      : [value]
  return typeof text === 'string' ? { text, isBase64: encoding === 'base64' } : null
}

/** The entries of an HTTP archive, either in the object itself or in its `log`. */
export function entriesOf(har: unknown): readonly unknown[] {
  const { entries, log } = isObject(har) ? har : {}
  if (Array.isArray(entries)) return entries
  return isObject(log) ? entriesOf(log) : []
}
