import { splitAtDifference } from '@/lib/model/difference'

/** The kind of difference between two issuers: `difference.<kind>` in the locale. */
type DifferenceKind =
  'slash' | 'white_space' | 'alphabet' | 'case' | 'scheme' | 'port' | 'host' | 'path' | 'other'

/** The difference of two issuers: `before` and `after` are equal, `seen` and `expected` differ. */
export interface IssuerDifference {
  /** Number of code points before the difference. */
  readonly position: number
  readonly before: string
  readonly seen: string
  readonly expected: string
  readonly after: string
  readonly kind: DifferenceKind
}

/** Compares two issuers by code points; null if they are equal. */
export function issuerDifference(seen: string, expected: string): IssuerDifference | null {
  if (seen === expected) return null
  const { one, other } = splitAtDifference(seen, expected)
  const { before, after } = one
  return {
    position: [...before].length,
    before,
    seen: one.differs,
    expected: other.differs,
    after,
    kind: kinds.find(([, holds]) => holds(seen, expected))?.[0] ?? 'other',
  }
}

type Holds = (a: string, b: string) => boolean

/** Whether the texts are equal after `strip`. */
const equalBut =
  (strip: (text: string) => string): Holds =>
  (a, b) =>
    strip(a) === strip(b)

/** Whether two URLs differ in this part only. */
const onlyIn =
  (part: 'scheme' | 'port' | 'host' | 'path'): Holds =>
  (a, b) => {
    const [one, other] = [partsOf(a), partsOf(b)]
    if (!one || !other) return false
    return parts.every((name) => (one[name] === other[name]) !== (name === part))
  }

const parts = ['scheme', 'host', 'port', 'path'] as const

/** The parts of a URL, without normalisation. */
function partsOf(text: string): Readonly<Record<(typeof parts)[number], string>> | null {
  const [, scheme, host, port = '', path] =
    /^([a-z][a-z\d+.-]*):\/\/(\[[^\]]*\]|[^/:]*)(:\d*)?(\/.*)?$/i.exec(text) ?? []
  return scheme === undefined || host === undefined
    ? null
    : { scheme, host, port, path: path ?? '' }
}

const isAscii = (text: string) => /^[\x20-\x7e]*$/.test(text)

/** The first match names the difference. */
const kinds: readonly (readonly [DifferenceKind, Holds])[] = [
  ['slash', equalBut((text) => text.replace(/\/$/, ''))],
  ['white_space', equalBut((text) => text.replaceAll(/\s/g, ''))],
  ['alphabet', (a, b) => isAscii(a) !== isAscii(b)],
  ['case', equalBut((text) => text.toLowerCase())],
  ['scheme', onlyIn('scheme')],
  ['port', onlyIn('port')],
  ['host', onlyIn('host')],
  ['path', onlyIn('path')],
]
