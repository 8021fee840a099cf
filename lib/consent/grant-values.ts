import { listOf } from '@/lib/model/json'
import { dateOf, decimalOf, zonedInstantOf } from './quantity'

/** How a granted value compares with a different requested one. */
export type Order = 'wider' | 'narrower' | 'differs'

type Kind = 'instant' | 'date' | 'decimal' | 'duration'

/** A value with an order. A duration has months and seconds, which cannot be converted. */
interface Quantity {
  readonly kind: Kind
  readonly parts: readonly bigint[]
}

interface Bound {
  /** A word in the name of the member. */
  readonly word: RegExp
  readonly kinds: readonly Kind[]
  /** The effect of a larger value on the grant. */
  readonly more: 'wider' | 'narrower'
}

/** Members whose larger values grant more or less. In any other member a changed value is only a difference. */
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
  // As a duration, it is the interval between two occurrences.
  { word: /^frequency$/, kinds: ['decimal'], more: 'wider' },
  { word: /^(?:frequency|interval)$/, kinds: ['duration'], more: 'narrower' },
]

/** Last words of names whose values have no order, such as `account_limit_id`. */
const naming = /^(?:id|identifier|identification|ref|reference|code|number|type|name|currency)$/

/** Names without their own meaning: the `value` of an `amount` is an amount. */
const generic: ReadonlySet<string> = new Set(['value'])

/** The name that determines the meaning of a member. */
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

/** Words in names of limits. Without such a member the grant is unlimited. */
const limits = /^(?:exp|expir.*|until|max|maximum|limit)$/
/** Words in names of periods. Without such a member the grant is unlimited if its value is a time. */
const periods = /^(?:from|since|to|end|ends)$/

/** Whether a value limits a grant, so that a grant without it is wider. */
export function isLimit(name: string, value: unknown): boolean {
  if (value === '' || typeof value === 'boolean') return false
  const words = wordsOf(name)
  if (naming.test(words.at(-1) ?? '')) return false
  if (words.some((word) => limits.test(word))) return true
  const kind = quantityOf(value)?.kind
  return (kind === 'instant' || kind === 'date') && words.some((word) => periods.test(word))
}

/** Whether a member contains exclusions. The fewer entries it has, the more is granted. */
export function isExclusion(name: string): boolean {
  return wordsOf(name).some((word) => /^(?:exclud.*|exclusions?|except|excepted)$/.test(word))
}

const duration =
  /^P(?!$)(?:(\d{1,9})Y)?(?:(\d{1,9})M)?(?:(\d{1,9})W)?(?:(\d{1,9})D)?(?:T(?!$)(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9})S)?)?$/

const single = (number: bigint | number | null) => (number === null ? null : [BigInt(number)])

const readers: Readonly<Record<Kind, (text: string) => readonly bigint[] | null>> = {
  instant: (text) => single(zonedInstantOf(text)),
  date: (text) => single(dateOf(text)),
  decimal: (text) => single(decimalOf(text)),
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
 * A text that is equal for scalars with the same meaning: for times with `+00:00` and `Z`, for amounts
 * `100.0` and `100.00`. A decimal that is not an amount may be a version or an account number.
 */
export function scalarKey(name: string, value: unknown): string {
  const plain = `${typeof value} ${JSON.stringify(value) ?? ''}`
  const quantity = quantityOf(value)
  if (!quantity) return plain
  const { kind, parts } = quantity
  const hasMeaning = kind === 'instant' || boundFor(name, kind) !== undefined
  return hasMeaning ? `${typeof value} ${kind} ${parts.join(' ')}` : plain
}

/** The text of a value. A list with one entry has the text of the entry. */
function textOf(value: unknown): string {
  const [only, ...rest] = listOf(value)
  return rest.length === 0 && typeof only !== 'object' ? String(only) : JSON.stringify(value)
}

/** Whether two scalars have the same value in different JSON types: `100` and `"100.00"`. */
export function isSameValue(requested: unknown, granted: unknown): boolean {
  const [from, to] = [quantityOf(requested), quantityOf(granted)]
  if (!from || !to) return textOf(requested) === textOf(granted)
  return from.kind === to.kind && from.parts.join(' ') === to.parts.join(' ')
}

/** How a granted scalar compares with a different requested one. */
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

/**
 * Statuses of a consent that give no access, with letters only, because ecosystems differ in spelling and
 * abbreviations.
 */
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

/** Whether a member contains the status of a consent. */
export function isStatusName(name: string): boolean {
  return /^(?:consent[_-]?)?status$/i.test(name)
}

/** Whether a status of a consent gives no access: refused, ended, or not yet given. */
export function isNoGrant(status: unknown): boolean {
  return typeof status === 'string' && refusals.has(status.toLowerCase().replaceAll(/[^a-z]/g, ''))
}
