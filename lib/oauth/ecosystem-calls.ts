import type { RuleProfile } from '@/lib/model/rule-profiles'
import { emptyCall, type CallValues } from './call-values'

/** A call that an ecosystem defines. */
export interface NamedCall {
  readonly name: string
  readonly values: CallValues
}

/** What a path is about: its last segment that is not a variable. */
const aboutOf = (path: string): string =>
  path
    .split('?', 1)
    .flatMap((part) => part.split('/'))
    .findLast((part) => !part.startsWith('{{')) ?? ''

const get = (path: string, paging: CallValues['paging'] = 'auto'): NamedCall => ({
  name: `GET ${aboutOf(path)}`,
  values: {
    ...emptyCall,
    url: `{{resource_base}}${path}`,
    paging,
    expect: { status: '200', json: true },
  },
})

const uk = '/open-banking/v4.0/aisp/accounts'
const brazil = '/open-banking/accounts/v2/accounts'
const account = '{{account_id}}'

/**
 * The first calls that a tester of an ecosystem makes after the consent. `account_id` is a variable of the profile.
 */
const calls: Readonly<Partial<Record<RuleProfile, readonly NamedCall[]>>> = {
  uk: [
    get(uk, 'Links.Next'),
    { ...get(`${uk}/${account}`, 'Links.Next'), name: 'GET one account' },
    get(`${uk}/${account}/balances`, 'Links.Next'),
    get(`${uk}/${account}/transactions`, 'Links.Next'),
    get(`${uk}/${account}/direct-debits`, 'Links.Next'),
    get(`${uk}/${account}/standing-orders`, 'Links.Next'),
  ],
  br: [
    get('/open-banking/resources/v3/resources', 'links.next'),
    get(brazil, 'links.next'),
    get(`${brazil}/${account}/balances`, 'links.next'),
    get(`${brazil}/${account}/transactions`, 'links.next'),
  ],
  cdr: [
    get('/banking/accounts', 'links.next'),
    get(`/banking/accounts/${account}/balance`, 'links.next'),
    get(`/banking/accounts/${account}/transactions`, 'links.next'),
    get('/common/customer', 'links.next'),
  ],
  bg: [
    get('/v1/accounts', '_links.next.href'),
    get(`/v1/accounts/${account}/balances`, '_links.next.href'),
    get(
      `/v1/accounts/${account}/transactions?bookingStatus=booked&dateFrom={{today-90d}}`,
      '_links.next.href',
    ),
  ],
}

export const callsOf = (ruleProfile: RuleProfile): readonly NamedCall[] => calls[ruleProfile] ?? []
