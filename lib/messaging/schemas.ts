import * as v from 'valibot'
import type { RuleProfile } from '@/lib/rules/profiles'
import type { OpenWhere, PanelScreen, Protocol } from './protocol'

type Command = keyof Protocol
type Data<C extends Command> = Parameters<Protocol[C]>[0]

/** The values of a union: a missing or an unknown one does not compile. */
type Values<T extends string> = { readonly [K in T]: K }

const text = v.string()
const textOrNull = v.nullable(text)
const numberOrNull = v.nullable(v.number())
const where = v.enum({
  tab: 'tab',
  window: 'window',
  private: 'private',
} satisfies Values<OpenWhere>)
const screen = v.enum({ flows: 'flows', profiles: 'profiles' } satisfies Values<PanelScreen>)

/** What a profile has in a form and in storage alike. */
export const profileEntries = {
  name: text,
  issuer: text,
  clientId: text,
  redirectUris: v.array(text),
  ruleProfile: v.enum({
    ofm: 'ofm',
    fapi2: 'fapi2',
    oauth2: 'oauth2',
  } satisfies Values<RuleProfile>),
  addScopeOpenid: v.boolean(),
}

const details = v.object({
  label: textOrNull,
  expiresIn: numberOrNull,
  receivedAt: numberOrNull,
  state: textOrNull,
  nonce: textOrNull,
  codeVerifier: textOrNull,
})

/** Whatever comes with a command that takes nothing is dropped. */
const nothing = v.pipe(
  v.unknown(),
  v.transform(() => undefined),
)
const id = v.object({ id: text })
const pasted = v.object({ text })

/** What each command takes. */
const schemas = {
  metadataProbe: v.object({ issuer: text }),
  metadataRefresh: v.object({ profileId: text }),
  profileSave: v.object({ id: textOrNull, ...profileEntries }),
  profileSelect: id,
  profileRemove: id,
  profileRestore: id,
  accessRefresh: nothing,
  pasteRecognise: pasted,
  requestAdd: v.object({ text, details: v.nullable(details), open: v.nullable(where) }),
  requestOpen: v.object({ id: text, where }),
  requestUrl: id,
  requestRename: v.object({ id: text, label: text }),
  requestDetails: v.object({ id: text, details }),
  requestRemove: id,
  requestRestore: id,
  responseAdd: pasted,
  flowRemove: id,
  flowRestore: id,
  flowsClear: nothing,
  flowsRestore: nothing,
  responsesSeen: nothing,
  panelOpen: v.object({ flowId: textOrNull, screen }),
  tokenInspect: v.object({ text, profileId: textOrNull, jwks: textOrNull, nonce: textOrNull }),
} as const satisfies { readonly [C in Command]: v.GenericSchema<unknown, Data<C>> }

/**
 * The data of a command, without members that it does not take. Throws an error that names the
 * command, the field and what it should be, but never what came: that may be a secret.
 */
export function parseCommand<C extends Command>(name: C, data: unknown): Data<C> {
  const schema: v.GenericSchema<unknown, unknown> = schemas[name]
  const result = v.safeParse(schema, data, { abortEarly: true })
  if (result.success) return result.output as Data<C>
  const [issue] = result.issues
  const wrong = issue.received === 'undefined' ? 'is missing' : `should be ${issue.expected}`
  throw new TypeError(`${name}: ${v.getDotPath(issue) ?? 'data'} ${wrong}`)
}
