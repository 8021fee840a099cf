import { instantOf } from '@/lib/consent/quantity'
import { isObject, type JsonObject } from '@/lib/model/json'
import type { Finding } from '@/lib/model/rule-result'
import { placeOf } from '@/lib/model/url'
import { finding } from '../builders'
import { defineRule } from '../rule'
import { isoOf, secondsAt, show } from '../token-reading'

const lists = ['accounts', 'balances', 'transactions'] as const
const shortcuts = ['availableAccounts', 'availableAccountsWithBalance', 'allPsd2'] as const

/** Version 2 of the framework has members of its own. */
const path = /\/v1\/consents\/?$/

const isBoolean = (value: unknown) => typeof value === 'boolean'
const isNumber = (value: unknown) => typeof value === 'number'
const isDate = (value: unknown) => typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)

const members: readonly (readonly [
  name: string,
  type: string,
  isValid: (value: unknown) => boolean,
])[] = [
  ['access', 'object', isObject],
  ['recurringIndicator', 'boolean', isBoolean],
  ['validUntil', 'YYYY-MM-DD', isDate],
  ['frequencyPerDay', 'number', isNumber],
  ['combinedServiceIndicator', 'boolean', isBoolean],
]

/** The request that creates a consent to account information in NextGenPSD2. */
export default defineRule({
  id: 'cd-bg-consent',
  on: 'consent',
  about: 'body',
  refs: ['BERLIN-GROUP'],
  check({ stated: { creation, body }, context }) {
    if (!creation || !path.test(placeOf(creation.url))) return undefined
    const { access, validUntil } = body
    const end = isDate(validUntil) ? instantOf(validUntil) : null
    return [
      ...members.flatMap(([name, type, isValid]) => {
        if (body[name] === undefined) return [finding('missing', null, name)]
        return isValid(body[name]) ? [] : [finding('type', `${name}: ${show(body[name])}`, type)]
      }),
      ...(isObject(access) ? inAccess(access) : []),
      ...(end !== null && end <= context.now
        ? [finding('past', show(validUntil), isoOf(secondsAt(context)))]
        : []),
      ...frequency(body),
    ]
  },
})

function inAccess(access: JsonObject): readonly Finding[] {
  const odd = lists.filter((name) => access[name] !== undefined && !Array.isArray(access[name]))
  const isEmpty = [...lists, ...shortcuts].every((name) => access[name] === undefined)
  return [
    ...odd.map((name) => finding('type', `access.${name}: ${show(access[name])}`, 'array')),
    ...(isEmpty ? [finding('missing', null, `access.${lists.join(', access.')}`)] : []),
  ]
}

/** At least once a day, and once if the consent is for one access. */
function frequency({ frequencyPerDay: count, recurringIndicator }: JsonObject): readonly Finding[] {
  if (typeof count !== 'number') return []
  if (!Number.isInteger(count) || count < 1) return [finding('frequency', String(count), '≥ 1')]
  return recurringIndicator === false && count !== 1
    ? [finding('frequency', String(count), '1')]
    : []
}
