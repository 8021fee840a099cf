import { noValues, type RequestValues } from '@/lib/oauth/request-values'
import { able } from '../../ui/popup/samples'
import { preparedWith } from '../../samples/request-preview'
import { press, pressOn, see } from '../steps'
import type { Story } from '../story'
import { ready } from './popup'

const type = 'urn:openfinance-ml:account-access-consent:v1.2'
const details = (permissions: readonly string[]) =>
  JSON.stringify([
    { type, consent: { dp_id: '{{dp_id}}', permissions, expirationDateTime: '{{now+90d}}' } },
  ])

const bank = {
  ...able,
  requestAs: 'parameters',
  variables: [['dp_id', 'DP9876543210']],
  authorizationDetails: details(['read_accounts', 'read_transactions', 'read_balances']),
} as const

const at = Date.now()
const values: RequestValues = {
  ...noValues,
  params: { authorization_details: details(['read_balances']), prompt: 'create' },
}

const push = (name: string, draft: RequestValues | null, more: Partial<Story> = {}): Story => ({
  name: `popup-push-${name}`,
  screen: 'popup',
  state: {
    ...ready,
    profiles: [bank],
    savedRequests: [{ id: 's1', profileId: bank.id, name: 'Balances only', values, createdAt: at }],
    requestDrafts: draft
      ? { [bank.id]: { values: draft, from: null, flowId: null, at, startedAt: at } }
      : {},
  },
  answers: {
    requestPrepare: ({ values: typed }) =>
      preparedWith(bank, typed, { prompt_values_supported: ['login', 'consent'] }),
    ...more.answers,
  },
  steps: [
    pressOn('[aria-keyshortcuts="Shift+N"]'),
    see('.sub .sheet__r'),
    ...(more.steps ?? [see('.sub .bar--foot')]),
  ],
})

export const popupPushStories: readonly Story[] = [
  push('profile', null),
  push('draft', values, { steps: [see('.code .is-chg')] }),
  push('all', values, { steps: [see('.code .is-chg'), press('popup.push.show_all')] }),
]
