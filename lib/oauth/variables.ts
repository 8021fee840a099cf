import { isObject } from '@/lib/model/json'

/** Where the values of variables come from. */
export interface VariableScope {
  /** Milliseconds since the epoch. */
  readonly now: number
  /** Named values: the variables of the profile and of the flow. */
  readonly values: ReadonlyMap<string, string>
  /** A fresh UUID at each call. @see [RFC 9562](https://www.rfc-editor.org/rfc/rfc9562.html) */
  uuid(): string
}

/** A value with its variables replaced. Those that have no value stay as they are and are listed. */
export interface Filled<T> {
  readonly value: T
  readonly unknown: readonly string[]
}

/** Names of the values that only a flow has, so that a profile can use them before it has a flow. */
const flowVariables: readonly string[] = ['auth_time', 'consent.id']

/** `{{name}}` or `{{name|format}}`, with a bounded length. */
const variable = /\{\{([^{}|]{1,100})(?:\|([^{}|]{1,20}))?\}\}/g
const whole = /^\{\{([^{}|]{1,100})\|\s*epoch\s*\}\}$/

const unitMs = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const

/** `now`, `now+90d`, `now-5m`; the number has at most six digits. */
const moment = /^now(?:([+-])(\d{1,6})([smhd]))?$/
/** `today`, `today+90d`. */
const date = /^today(?:([+-])(\d{1,6})d)?$/

/** How a time is written, by the name after `|`. A time without one is in ISO 8601. */
const formats: Readonly<Record<string, (ms: number) => string>> = {
  iso: (ms) => `${new Date(ms).toISOString().slice(0, 19)}Z`,
  http: (ms) => new Date(ms).toUTCString(),
  epoch: (ms) => String(Math.floor(ms / 1000)),
}

/**
 * Replaces the variables of a text: `{{name}}`, `{{uuid}}`, `{{now}}`, `{{now-120s}}`, `{{today+90d}}`,
 * `{{auth_time|http}}`. Linear in the length of the text.
 */
export function fillText(text: string, scope: VariableScope): Filled<string> {
  const unknown: string[] = []
  const value = text.replaceAll(variable, (all, name: string, format?: string) => {
    const filled = valueOf(name.trim(), format?.trim(), scope)
    if (filled === null) unknown.push(all)
    return filled ?? all
  })
  return { value, unknown }
}

/** Replaces the variables in the texts of a JSON value. A text that is only `{{…|epoch}}` becomes a number. */
export function fillJson(json: unknown, scope: VariableScope): Filled<unknown> {
  const unknown: string[] = []
  const fill = (value: unknown): unknown => {
    if (typeof value === 'string') {
      const filled = fillText(value, scope)
      unknown.push(...filled.unknown)
      return whole.test(value) && filled.unknown.length === 0 ? Number(filled.value) : filled.value
    }
    if (Array.isArray(value)) return value.map(fill)
    if (!isObject(value)) return value
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, fill(member)]))
  }
  return { value: fill(json), unknown }
}

/** Whether a text contains a variable. */
export function hasVariables(text: string): boolean {
  return text.includes('{{') && text.search(variable) >= 0
}

/** The variables of a text that neither Parley nor these names define. */
export function undefinedVariables(text: string, names: readonly string[]): readonly string[] {
  const values = new Map([...names, ...flowVariables].map((name) => [name, '0']))
  return fillText(text, { now: 0, values, uuid: () => '' }).unknown
}

function valueOf(
  name: string,
  format: string | undefined,
  { now, values, uuid }: VariableScope,
): string | null {
  const ms = timeOf(name, now) ?? (format === undefined ? null : secondsIn(values.get(name)))
  if (ms !== null) {
    const write =
      format === undefined ? (isDate(name) ? isoDate : formats['iso']) : ownFormat(format)
    return write && isTime(ms) ? write(ms) : null
  }
  if (format !== undefined) return null
  return values.get(name) ?? (name === 'uuid' ? uuid() : null)
}

const isDate = (name: string) => date.test(name)
const isoDate = (ms: number) => new Date(ms).toISOString().slice(0, 10)
const isTime = (ms: number) => !Number.isNaN(new Date(ms).getTime())

function ownFormat(name: string) {
  return Object.hasOwn(formats, name) ? formats[name] : undefined
}

/** The time that a name stands for, in milliseconds. */
function timeOf(name: string, now: number): number | null {
  const [, sign, count, unit] = moment.exec(name) ?? date.exec(name) ?? []
  if (!moment.test(name) && !isDate(name)) return null
  if (count === undefined) return now
  const ms = Number(count) * unitMs[(unit ?? 'd') as keyof typeof unitMs]
  return sign === '-' ? now - ms : now + ms
}

/** A named value that is a time in seconds, such as `auth_time`. */
function secondsIn(value: string | undefined): number | null {
  return value !== undefined && /^\d{1,12}$/.test(value) ? Number(value) * 1000 : null
}
