/** What two values of a grant that are not the same mean for it. */
export type Order = 'wider' | 'narrower' | 'differs'

type Kind = 'instant' | 'date' | 'decimal' | 'duration'

/** A value that can be more or less; a duration has months and seconds, which do not convert. */
interface Quantity {
  readonly kind: Kind
  readonly parts: readonly bigint[]
}

interface Bound {
  /** A word of the member's name. */
  readonly word: RegExp
  readonly kinds: readonly Kind[]
  /** What a larger value means for the grant. */
  readonly more: 'wider' | 'narrower'
}

/** Members of which a larger value grants more or less. Of any other member a change is a difference. */
const bounds: readonly Bound[] = [
  { word: /^(?:min|minimum|nbf)$/, kinds: ['decimal', 'duration'], more: 'narrower' },
  {
    word: /^(?:from|since|start|starts|begin|begins)$/,
    kinds: ['instant', 'date'],
    more: 'narrower',
  },
  { word: /^(?:exp|expir.*|until|to|end|ends)$/, kinds: ['instant', 'date'], more: 'wider' },
  {
    word: /^(?:exp|expir.*|until|amount|max|maximum|limit|count|duration|lifetime|ttl|quantity|occurrences)$/,
    kinds: ['decimal', 'duration'],
    more: 'wider',
  },
  // As a duration it is the time between two of them.
  { word: /^frequency$/, kinds: ['decimal'], more: 'wider' },
  { word: /^(?:frequency|interval)$/, kinds: ['duration'], more: 'narrower' },
]

/** A name that ends so names something: of an `account_limit_id` no value is more than another. */
const naming = /^(?:id|identifier|identification|ref|reference|code|number|type|name|currency)$/

/** Names that say nothing by themselves: the `value` of an `amount` is an amount. */
const generic: ReadonlySet<string> = new Set(['value'])

/** The name by which the value of a member is understood. */
export function meaningOf(name: string, parent: string): string {
  return generic.has(name.toLowerCase()) ? parent : name
}

const maxNameCharacters = 100

function wordsOf(name: string): readonly string[] {
  const spaced = name.slice(0, maxNameCharacters).replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
  return spaced.toLowerCase().split(/[^a-z\d]+/)
}

function boundFor(name: string, kind: Kind): Bound | undefined {
  const words = wordsOf(name)
  if (naming.test(words.at(-1) ?? '')) return undefined
  return bounds.find(
    (bound) => bound.kinds.includes(kind) && words.some((word) => bound.word.test(word)),
  )
}

/** Without such a member nothing is limited. */
const limits = /^(?:exp|expir.*|until|max|maximum|limit)$/
/** Without such a member, where it is a time, nothing is limited. */
const periods = /^(?:from|since|to|end|ends)$/

/** A value that limits a grant, so that a grant without it is for more. */
export function isLimit(name: string, value: unknown): boolean {
  if (value === '' || typeof value === 'boolean') return false
  const words = wordsOf(name)
  if (naming.test(words.at(-1) ?? '')) return false
  if (words.some((word) => limits.test(word))) return true
  const kind = quantityOf(value)?.kind
  return (kind === 'instant' || kind === 'date') && words.some((word) => periods.test(word))
}

/** A member that holds what is left out: the fewer entries it has, the more is granted. */
export function isExclusion(name: string): boolean {
  return wordsOf(name).some((word) => /^(?:exclud.*|exclusions?|except|excepted)$/.test(word))
}

const instant = /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:[Zz]|[+-]\d\d:\d\d)$/
const date = /^\d{4}-\d\d-\d\d$/
const decimal = /^(-?)(\d{1,30})(?:\.(\d{1,20}))?$/
const duration =
  /^P(?!$)(?:(\d{1,9})Y)?(?:(\d{1,9})M)?(?:(\d{1,9})W)?(?:(\d{1,9})D)?(?:T(?!$)(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9})S)?)?$/
/** Digits after the point that every decimal is brought to. */
const scale = 20

function timeOf(text: string): readonly bigint[] | null {
  const time = Date.parse(text.toUpperCase().replace(' ', 'T'))
  return Number.isNaN(time) ? null : [BigInt(time)]
}

const readers: Readonly<Record<Kind, (text: string) => readonly bigint[] | null>> = {
  instant: (text) => (instant.test(text) ? timeOf(text) : null),
  date: (text) => (date.test(text) ? timeOf(text) : null),
  decimal(text) {
    const [found, sign = '', whole = '', fraction = ''] = decimal.exec(text) ?? []
    return found === undefined ? null : [BigInt(`${sign}${whole}${fraction.padEnd(scale, '0')}`)]
  },
  duration(text) {
    const found = duration.exec(text)
    if (!found) return null
    const part = (index: number) => BigInt(found[index] ?? 0)
    const days = part(3) * 7n + part(4)
    const seconds = ((days * 24n + part(5)) * 60n + part(6)) * 60n + part(7)
    return [part(1) * 12n + part(2), seconds]
  },
}

const kinds = ['instant', 'date', 'decimal', 'duration'] as const

/** @see [RFC 3339](https://www.rfc-editor.org/rfc/rfc3339.html#section-5.6) and its appendix A */
function quantityOf(value: unknown): Quantity | null {
  if (typeof value !== 'string' && typeof value !== 'number') return null
  const text = String(value)
  for (const kind of kinds) {
    const parts = readers[kind](text)
    if (parts) return { kind, parts }
  }
  return null
}

/**
 * A text that is the same for scalars of the same meaning: `+00:00` and `Z`, and of an amount `100.0`
 * and `100.00`. A decimal that is no amount may be a version or an account.
 */
export function scalarKey(name: string, value: unknown): string {
  const plain = `${typeof value} ${JSON.stringify(value) ?? ''}`
  const quantity = quantityOf(value)
  if (!quantity) return plain
  const { kind, parts } = quantity
  const hasMeaning = kind === 'instant' || boundFor(name, kind) !== undefined
  return hasMeaning ? `${typeof value} ${kind} ${parts.join(' ')}` : plain
}

/** A list of one entry reads as the entry; an object as nothing else. */
function textOf(value: unknown): string {
  const [only, ...rest]: readonly unknown[] = Array.isArray(value) ? value : [value]
  return rest.length === 0 && typeof only !== 'object' ? String(only) : JSON.stringify(value)
}

/** Two scalars of the same value, one of them written in another JSON type: `100` and `"100.00"`. */
export function isSameValue(requested: unknown, granted: unknown): boolean {
  const [from, to] = [quantityOf(requested), quantityOf(granted)]
  if (!from || !to) return textOf(requested) === textOf(granted)
  return from.kind === to.kind && from.parts.join(' ') === to.parts.join(' ')
}

/** How a granted scalar that is not the requested one compares with it. */
export function orderOf(name: string, requested: unknown, granted: unknown): Order {
  const [from, to] = [quantityOf(requested), quantityOf(granted)]
  if (from?.kind !== to?.kind || !from || !to) return 'differs'
  const bound = boundFor(name, from.kind)
  if (!bound) return 'differs'
  const pairs = from.parts.map((part, index) => [part, to.parts[index] ?? 0n] as const)
  const less = bound.more === 'wider' ? 'narrower' : 'wider'
  if (pairs.every(([before, after]) => after >= before)) return bound.more
  return pairs.every(([before, after]) => after <= before) ? less : 'differs'
}

/** The statuses of a consent that gives no access, in letters alone; ecosystems spell and shorten them differently. */
const refusals: ReadonlySet<string> = new Set(
  [
    'rejected rjct refused denied declined failed invalid',
    'revoked revokedbypsu terminated terminatedbytpp cancelled canceled canc',
    'expired expd consumed cond suspended inactive',
    'awaitingauthorisation awaitingauthorization awau awaf received pending',
    'awaitingfurtherauthorisation awaitingfurtherauthorization',
    'partiallyauthorised partiallyauthorized',
  ].flatMap((words) => words.split(' ')),
)

/** A member that holds the status of a consent. */
export function isStatusName(name: string): boolean {
  return /^(?:consent[_-]?)?status$/i.test(name)
}

/** A status of a consent that gives no access: refused, ended, or not yet given. */
export function isNoGrant(status: unknown): boolean {
  return typeof status === 'string' && refusals.has(status.toLowerCase().replaceAll(/[^a-z]/g, ''))
}
