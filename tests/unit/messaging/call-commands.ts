import { emptyCall } from '@/lib/oauth/call-values'

const values = { ...emptyCall, headers: { 'x-v': '1', accept: null } }
const sent = { profileId: 'p', item: 'c1', flowId: 'f', tokenId: 't', values }

/** What the pages send of the resource calls. */
export const callCommands = {
  callDraft: [
    { profileId: 'p', draft: null },
    { profileId: 'p', draft: { values, from: 'c1', at: 1 } },
  ],
  callSend: [
    { ...sent, follow: null },
    { ...sent, follow: { runId: 'r1', to: 'next' as const } },
  ],
  eventsPoll: [
    {
      profileId: 'p',
      flowId: 'f',
      tokenId: 't',
      url: 'https://bank.example/events',
      poll: { maxEvents: null, returnImmediately: true, ack: [], setErrs: {} },
    },
    {
      profileId: 'p',
      flowId: 'f',
      tokenId: 't',
      url: 'https://bank.example/events',
      poll: {
        maxEvents: 0,
        returnImmediately: true,
        ack: ['a'],
        setErrs: { b: { err: 'invalid_key' as const, description: 'd' } },
      },
    },
  ],
  savedCallPut: [{ id: null, profileId: 'p', name: 'Mine', values }],
  savedCallsAdd: [{ profileId: 'p' }],
  savedCallRemove: [{ id: 'c1' }],
  savedCallRestore: [{ id: 'c1' }],
}
