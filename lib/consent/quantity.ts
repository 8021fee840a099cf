import { isObject, jsonText } from '@/lib/model/json'

const date = /^\d{4}-\d\d-\d\d$/
const time = /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?<zone>[Zz]|[+-]\d\d:?\d\d)?$/
/** The latest time that a date can have. */
const maxSeconds = 8_640_000_000_000
/** A date stands for its whole day. */
const day = 24 * 60 * 60_000

/** The start of a date in milliseconds since the epoch; null if the text is not a date. */
export function dateOf(text: string): number | null {
  return date.test(text) ? timeOf(text) : null
}

/**
 * A time with its zone in milliseconds since the epoch; null if the text is not one.
 *
 * @see [RFC 3339](https://www.rfc-editor.org/rfc/rfc3339.html#section-5.6)
 */
export function zonedInstantOf(text: string): number | null {
  return time.exec(text)?.groups?.['zone'] ? timeOf(text) : null
}

/**
 * A date or a time in milliseconds since the epoch; null if the value is neither. A time without a zone is
 * UTC. A date is its end, because the last day of a consent belongs to it.
 */
export function instantOf(value: unknown): number | null {
  if (typeof value === 'number') return Math.abs(value) <= maxSeconds ? value * 1000 : null
  if (typeof value !== 'string' || value.length > 40) return null
  const start = dateOf(value)
  if (start !== null) return start + day
  const found = time.exec(value)
  return found && timeOf(found.groups?.['zone'] ? value : `${value}Z`)
}

function timeOf(text: string): number | null {
  const at = Date.parse(text.toUpperCase().replace(' ', 'T'))
  return Number.isNaN(at) ? null : at
}

const decimal = /^(-?)0*(\d{1,40})(?:\.(\d{1,20}))?$/
const scale = 20

/** A decimal number as an integer of fixed scale; null if the value is not a decimal. */
export function decimalOf(value: unknown): bigint | null {
  if (typeof value !== 'string' && typeof value !== 'number') return null
  const text = String(value)
  if (text.length > 70) return null
  const [found, sign = '', whole = '', fraction = ''] = decimal.exec(text) ?? []
  return found === undefined ? null : BigInt(`${sign}${whole}${fraction.padEnd(scale, '0')}`)
}

export interface Amount {
  readonly amount: unknown
  readonly currency: string
}

/** An amount of money, with the member names of any ecosystem; null if the value is not an object. */
export function amountOf(value: unknown): Amount | null {
  if (!isObject(value)) return null
  const amount = value['Amount'] ?? value['amount']
  const currency = value['Currency'] ?? value['currency']
  return { amount, currency: currency === undefined ? '' : jsonText(currency) }
}

/** An amount in words: `GBP 165.88`. */
export function amountText(value: unknown): string {
  const found = amountOf(value)
  if (!found) return jsonText(value)
  return [found.currency, found.amount === undefined ? '' : jsonText(found.amount)]
    .filter(Boolean)
    .join(' ')
}

/** A text that is equal for equal JSON values, whatever the order of their members. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (!isObject(value)) return JSON.stringify(value) ?? 'undefined'
  const members = Object.keys(value)
    .toSorted()
    .map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`)
  return `{${members.join(',')}}`
}
