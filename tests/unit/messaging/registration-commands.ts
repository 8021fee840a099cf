import type { RegistrationCommands } from '@/lib/messaging/registration-commands'
import type { ProfileDraft } from '@/lib/oauth/profile'
import { emptyRegistration } from '@/lib/oauth/registration-draft'

type Taken = {
  readonly [C in keyof RegistrationCommands]: readonly Parameters<RegistrationCommands[C]>[0][]
}

const { hasToken: _, ...registration } = emptyRegistration

/** What the pages send to register and manage a client. */
export const registrationCommands = (draft: ProfileDraft): Taken => ({
  registrationDraft: [
    { key: 'new', form: null },
    { key: 'new', form: registration },
    {
      key: 'p',
      form: { ...registration, form: 'jose', access: 'token', edits: { scope: null } },
      token: 't',
    },
  ],
  registrationSign: [
    { members: { scope: 'openid' }, keyId: 'k', issuer: 's', audience: 'a', isUpperCase: true },
    { members: {}, keyId: null, issuer: null, audience: '', isUpperCase: false },
  ],
  registrationFetch: [{ draft, url: 'https://directory.example/statement', token: '' }],
  registrationSend: [{ key: 'new', draft, metadata: { issuer: 'i' }, body: '{}' }],
  registrationCreate: [{ key: 'new', draft, flowId: 'f' }],
  registrationRead: [{ profileId: 'p' }],
  registrationUpdate: [{ profileId: 'p', body: '{}' }],
  registrationDelete: [{ profileId: 'p' }],
  registrationToken: [{ profileId: 'p' }],
  registrationTokenSet: [
    { profileId: 'p', token: 't' },
    { profileId: 'p', token: null },
  ],
  registrationStatement: [{ profileId: 'p' }],
})
