import * as v from 'valibot'
import { registrationAccesses, registrationForms } from '@/lib/oauth/registered-client'
import { profileEntries, text, textOrNull } from '@/lib/storage/profile-schema'
import type { RegistrationCommands } from './registration-commands'

type Data<C extends keyof RegistrationCommands> = Parameters<RegistrationCommands[C]>[0]

const draft = v.object({ id: textOrNull, ...profileEntries })
const members = v.record(text, v.unknown())
const profile = v.object({ profileId: text })

const form = v.object({
  isOpen: v.boolean(),
  statement: text,
  statementUrl: text,
  keysUrl: text,
  keys: text,
  edits: members,
  form: v.nullable(v.picklist(registrationForms)),
  access: v.nullable(v.picklist(registrationAccesses)),
  audience: text,
  flowId: textOrNull,
})

/** The data of the commands that register a client. */
export const registrationSchemas = {
  registrationDraft: v.object({ key: text, form: v.nullable(form), token: v.exactOptional(text) }),
  registrationSign: v.object({
    members,
    keyId: textOrNull,
    issuer: textOrNull,
    audience: text,
    isUpperCase: v.boolean(),
  }),
  registrationFetch: v.object({ draft, url: text, token: text }),
  registrationSend: v.object({ key: text, draft, metadata: members, body: text }),
  registrationCreate: v.object({ key: text, draft, flowId: text }),
  registrationRead: profile,
  registrationUpdate: v.object({ profileId: text, body: text }),
  registrationDelete: profile,
  registrationToken: profile,
  registrationTokenSet: v.object({ profileId: text, token: textOrNull }),
  registrationStatement: profile,
} as const satisfies {
  readonly [C in keyof RegistrationCommands]: v.GenericSchema<unknown, Data<C>>
}
