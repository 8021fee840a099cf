import type { RequestCommands } from '@/lib/messaging/request-commands'
import { noValues } from '@/lib/oauth/request-values'

type Taken = { readonly [C in keyof RequestCommands]: readonly Parameters<RequestCommands[C]>[0][] }

/** What the Requests screen sends, at least once for each command. */
export const takenRequests: Taken = {
  requestDraft: [
    { profileId: 'p', draft: null },
    {
      profileId: 'p',
      draft: { values: noValues, from: 's', flowId: 'f', at: 2, startedAt: 1 },
    },
  ],
  requestPrepare: [
    { profileId: 'p', values: noValues },
    {
      profileId: 'p',
      values: {
        params: { scope: 'openid', state: null },
        codeVerifier: 'v',
        headers: { 'x-a': 'b' },
        assertion: { aud: 'a', lifetime: 60 },
        requestObject: { lifetime: null, claims: '{}', header: '{}' },
      },
    },
  ],
  requestSend: [
    { id: 'r', item: null, label: null, open: null },
    { id: 'r', item: 'draft', label: 'Name', open: 'tab' },
  ],
  requestAgain: [{ id: 'r' }],
  savedRequestPut: [{ id: null, profileId: 'p', name: 'Balances', values: noValues }],
  savedRequestRemove: [{ id: 'a' }],
  savedRequestRestore: [{ id: 'a' }],
}
