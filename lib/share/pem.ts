import { same, type NamedValue } from './named-value'

const begin = /-----BEGIN ([A-Z0-9 ]{0,40})PRIVATE KEY(?: BLOCK)?-----/y
const end = '-----END '

/** A private key in PEM, of any kind and length, also if its end was cut. Line breaks may be escaped. */
export function pemAt(text: string, at: number): NamedValue | null {
  begin.lastIndex = at
  const [head] = begin.exec(text) ?? []
  if (head === undefined) return null
  const start = at + head.length
  const found = text.indexOf(end, start)
  return {
    start,
    end: found < 0 ? text.length : found,
    place: 'member',
    name: 'private_key',
    codec: same,
    inherited: null,
  }
}
