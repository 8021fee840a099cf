import { lifeKey } from '@/lib/consent/compare-member'
import { zonedInstantOf } from '@/lib/consent/quantity'
import { isObject, textIn, textsIn, type JsonObject } from '@/lib/model/json'
import type { Finding } from '@/lib/model/rule-result'
import { finding, repeatedIn } from '../builders'
import { eachOfmConsent, elementsRequested, isUae } from '../consent-reading'
import { defineRule } from '../rule'
import { isoOf, secondsAt, show } from '../token-reading'

const typeForm = /^urn:openfinance-ml:account-access-consent:v\d+\.\d+$/
const knownType = 'urn:openfinance-ml:account-access-consent:v1.2'

/** The user chooses the provider if the request does not name it with `dp_id`. */
const required = [
  'dc_id',
  'consent_type',
  'consent_purpose',
  'permissions',
  'expiration_datetime',
] as const

const purposes: readonly string[] = ['pfm', 'credit_underwriting']
const permissions: readonly string[] = ['read_accounts', 'read_transactions', 'read_balances']
const returned = ['consent_id', 'status', 'created_at', 'updated_at', 'accounts'] as const
const ofAccount = ['account_id', 'account_number', 'account_name'] as const

/** Half a year: the validity in the published example. */
const longestMs = 180 * 24 * 60 * 60_000

const finals: ReadonlySet<string> = new Set(['failed', 'rejected', 'expired', 'revoked'])
const statuses: ReadonlySet<string> = new Set([
  ...finals,
  'awaitingauthorization',
  'authorized',
  'suspended',
])

/** A consent that has ended stays ended, and one that was authorized does not wait again. */
function isTransition(from: string, to: string): boolean {
  return from === to || (!finals.has(from) && to !== 'awaitingauthorization')
}

function ofPermissions(value: readonly string[]): readonly Finding[] {
  if (value.length === 0) return [finding('empty')]
  const unknown = value.filter((entry) => !permissions.includes(entry))
  const repeated = [...repeatedIn(value)]
  const lacksAccounts = unknown.length === 0 && !value.includes('read_accounts')
  return [
    ...(unknown.length > 0
      ? [finding('unknown', show(unknown.join(', ')), permissions.join(', '))]
      : []),
    ...(repeated.length > 0 ? [finding('repeated', show(repeated.join(', ')))] : []),
    ...(lacksAccounts ? [finding('accounts', show(value.join(', ')), 'read_accounts')] : []),
  ]
}

/** Published examples end with `Z`, others at the end of the day in Malaysia. */
const offset = /(?:Z|\+08:00)$/

function ofExpiry(value: string, now: number): readonly Finding[] {
  const end = zonedInstantOf(value)
  if (end === null) return [finding('form', show(value))]
  const time = isoOf(now / 1000)
  return [
    ...(end <= now ? [finding('past', value, time)] : []),
    ...(offset.test(value) ? [] : [finding('offset', value, 'Z')]),
    ...(end > now + longestMs ? [finding('long', value, isoOf((now + longestMs) / 1000))] : []),
  ]
}

function missingIn(consent: JsonObject): readonly string[] {
  const { accounts } = consent
  const list: readonly unknown[] = Array.isArray(accounts) ? accounts : []
  const inAccounts = ofAccount.filter((name) =>
    list.some((account) => isObject(account) && account[name] === undefined),
  )
  return [
    ...returned.filter((name) => consent[name] === undefined),
    ...inAccounts.map((name) => `accounts.${name}`),
  ]
}

export const ofmTable = [
  defineRule({
    id: 'cd-ofm-type-version',
    on: 'consent',
    about: 'authorization_details',
    refs: ['OFM'],
    check(artefact) {
      if (isUae(artefact)) return undefined
      const elements = elementsRequested(artefact)?.filter(({ type }) =>
        String(type).startsWith('urn:openfinance-ml:'),
      )
      if (!elements || elements.length === 0) return undefined
      return elements.flatMap(({ type, consent }) => {
        const text = String(type)
        const own = textIn(isObject(consent) ? consent : null, 'consent_type')
        if (!typeForm.test(text)) return [finding('form', show(text), knownType)]
        return [
          ...(text === knownType ? [] : [finding('version', show(text), knownType)]),
          ...(own === null || own === text ? [] : [finding('differs', show(own), show(text))]),
        ]
      })
    },
  }),
  defineRule({
    id: 'cd-ofm-required',
    on: 'consent',
    about: 'consent',
    refs: ['OFM'],
    check: (artefact) =>
      eachOfmConsent(artefact, ['requested'], ({ consent }) =>
        required
          .filter((name) => consent[name] === undefined || consent[name] === null)
          .map((name) => finding('missing', null, name)),
      ),
  }),
  defineRule({
    id: 'cd-ofm-purpose',
    on: 'consent',
    about: 'consent_purpose',
    refs: ['OFM'],
    check: (artefact) =>
      eachOfmConsent(artefact, ['requested'], ({ consent }) => {
        const purpose = textIn(consent, 'consent_purpose')
        if (purpose === null) return undefined
        return purposes.includes(purpose)
          ? []
          : [finding('unknown', show(purpose), purposes.join(', '))]
      }),
  }),
  defineRule({
    id: 'cd-ofm-permissions',
    on: 'consent',
    about: 'permissions',
    refs: ['OFM'],
    check: (artefact) =>
      eachOfmConsent(artefact, ['requested'], ({ consent }) => {
        const value = textsIn(consent, 'permissions')
        return value ? ofPermissions(value) : undefined
      }),
  }),
  defineRule({
    id: 'cd-ofm-expiry',
    on: 'consent',
    about: 'expiration_datetime',
    refs: ['RFC3339-5.6', 'OFM'],
    check: (artefact) =>
      eachOfmConsent(artefact, ['requested'], ({ consent }) => {
        const value = textIn(consent, 'expiration_datetime')
        return value === null ? undefined : ofExpiry(value, secondsAt(artefact.context) * 1000)
      }),
  }),
  defineRule({
    id: 'cd-ofm-status',
    on: 'consent',
    about: 'status',
    refs: ['OFM'],
    check: (artefact) =>
      eachOfmConsent(artefact, ['granted', 'now'], ({ consent }) => {
        const { status } = consent
        if (status === undefined) return undefined
        const earlier = artefact.stated.earlierStatuses.get(textIn(consent, 'consent_id') ?? '')
        if (!statuses.has(lifeKey(status))) return [finding('unknown', show(status))]
        return earlier === undefined || isTransition(lifeKey(earlier), lifeKey(status))
          ? []
          : [finding('transition', show(status), show(earlier))]
      }),
  }),
  defineRule({
    id: 'cd-ofm-response-fields',
    on: 'consent',
    about: 'consent',
    refs: ['OFM'],
    check: (artefact) =>
      eachOfmConsent(artefact, ['granted'], ({ consent }) => {
        const missing = missingIn(consent)
        const { status } = consent
        return [
          ...missing.map((name) => finding('missing', null, name)),
          ...(status === undefined || lifeKey(status) === 'authorized'
            ? []
            : [finding('status', show(status), 'authorized')]),
        ]
      }),
  }),
] as const
