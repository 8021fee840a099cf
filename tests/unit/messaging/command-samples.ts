import type { ConsentCommands } from '@/lib/messaging/consent-commands'

/** An exchange that DevTools recorded. */
export const exchange = {
  at: 1,
  nth: 0,
  took: 2.5,
  loads: null,
  request: { method: 'POST', url: 'https://auth.example/token', headers: [], body: 'a=b' },
  response: { status: 200, headers: [['a', 'b']], body: '{}', truncated: false, error: null },
} as const

/** What the pages send about consents. */
export const consentCommands: {
  readonly [C in keyof ConsentCommands]: readonly Parameters<ConsentCommands[C]>[0][]
} = {
  consentBegin: [
    {
      profileId: null,
      templateId: 'uk_account_access_40',
      values: { permissions: ['ReadBalances'], frequencyPerDay: 4 },
      label: null,
      open: 'tab',
    },
    { profileId: 'p', templateId: 't', values: {}, label: 'Mine', open: null, preparedId: 'r' },
  ],
  consentPrepare: [{ profileId: null, templateId: 'brazil_payments', values: { amount: '1.00' } }],
  consentRun: [
    { flowId: 'f', open: 'tab' },
    { flowId: 'f', open: null },
  ],
  consentStatus: [{ flowId: 'f' }],
  consentWithdraw: [{ flowId: 'f' }],
  consentUse: [{ flowId: 'f' }],
  templateSave: [
    { id: null, text: '{}' },
    { id: 't', text: '{}' },
  ],
  templateRemove: [{ id: 't' }],
  templateRestore: [{ id: 't' }],
  templatesImport: [{ text: '{}' }],
}
