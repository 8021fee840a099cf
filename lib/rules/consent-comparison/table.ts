import { amountOf, amountText, decimalOf, instantOf } from '@/lib/consent/quantity'
import { valueAt } from '@/lib/consent/schema'
import type { ComparedResource, ConsentComparison } from '@/lib/facts/consent-comparison'
import type { Finding } from '@/lib/model/rule-result'
import type { JudgingContext } from '@/lib/facts/judging-context'
import { finding } from '../builders'
import { consentRows } from '../consent-rows'
import type { CheckResult } from '../rule'
import { isoOf, secondsAt, show } from '../token-reading'

/** A consent that was approved must name an account, unless it names none at all. */
function withoutAccounts({ type, granted, status }: ComparedResource): readonly Finding[] {
  const lists = type.members
    .filter(({ group }) => group === 'accounts')
    .map(({ path }) => valueAt(granted, path))
    .filter((value) => value !== undefined)
  const isEmpty = lists.every((list) => Array.isArray(list) && list.length === 0)
  return status?.life === 'active' && lists.length > 0 && isEmpty ? [finding('none')] : []
}

function ofDates(resource: ComparedResource, context: JudgingContext): readonly Finding[] {
  const { type, granted, status } = resource
  const dates = type.members
    .filter(({ group, compare, isServerTime }) => {
      return group === 'dates' && compare === 'instant' && !isServerTime
    })
    .map(({ path }) => ({ path, value: valueAt(granted, path) }))
    .filter(({ value }) => value !== undefined && value !== null)
  const odd = dates.filter(({ value }) => instantOf(value) === null)
  const end = dates.find(({ path }) => path.join('.') === type.expiry?.join('.'))
  const isPast = end && (instantOf(end.value) ?? Infinity) <= context.now
  return [
    ...odd.map(({ path, value }) => finding('form', `${path.join('.')}: ${show(value)}`)),
    ...(isPast && status?.life === 'active'
      ? [finding('past', show(end.value), isoOf(secondsAt(context)))]
      : []),
  ]
}

const hour = 60 * 60_000
const day = 24 * hour

/** The server may count from the consent or from the tokens, with a clock of its own. */
function ofSharing({ sharing }: ConsentComparison): CheckResult {
  if (!sharing) return undefined
  const { requested, reported } = sharing
  const [seen, expected] = [reported, requested].map((end) => isoOf(end / 1000))
  if (reported > requested + hour) return [finding('later', seen, expected)]
  return reported < requested - day ? [finding('earlier', seen, expected)] : []
}

function ofAmounts({ type, granted }: ComparedResource): readonly Finding[] {
  return type.members
    .filter(({ compare }) => compare === 'amount')
    .map(({ path }) => ({ path, value: valueAt(granted, path) }))
    .filter(({ value }) => {
      return value !== undefined && decimalOf(amountOf(value)?.amount ?? value) === null
    })
    .map(({ path, value }) => finding('form', `${path.join('.')}: ${show(amountText(value))}`))
}

export const table = [
  consentRows({
    id: 'cc-permissions',
    about: 'permissions',
    refs: ['RFC9396-7', 'CDS', 'OBIE', 'OFB', 'OFM', 'BERLIN-GROUP'],
    group: 'permissions',
    codes: { wider: 'wider', changed: 'wider', narrower: 'narrower' },
  }),
  consentRows({
    id: 'cc-accounts',
    about: 'accounts',
    refs: ['RFC9396-7.1', 'OFM', 'BERLIN-GROUP'],
    group: 'accounts',
    codes: { wider: 'added', changed: 'added', narrower: 'removed' },
    ofGrant: withoutAccounts,
  }),
  consentRows({
    id: 'cc-dates',
    about: 'dates',
    refs: ['RFC9396-7', 'CDS', 'OBIE', 'OFM', 'BERLIN-GROUP'],
    group: 'dates',
    codes: { later: 'later', wider: 'wider', narrower: 'earlier' },
    ofGrant: ofDates,
    ofTokens: ofSharing,
  }),
  consentRows({
    id: 'cc-parties',
    about: 'parties',
    refs: ['RFC9396-7', 'OFM'],
    group: 'parties',
    codes: { changed: 'changed' },
  }),
  consentRows({
    id: 'cc-payment',
    about: 'payment',
    refs: ['RFC9396-2', 'RFC9396-7', 'RFC9396-16.5', 'OBIE', 'OFB', 'BERLIN-GROUP'],
    group: 'payment',
    codes: { changed: 'changed' },
    ofGrant: ofAmounts,
  }),
] as const
