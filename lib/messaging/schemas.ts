import {
  type Values,
  text,
  textOrNull,
  numberOrNull,
  params,
  discovery,
  profileEntries,
} from '@/lib/storage/profile-schema'
import { ruleProfileNames } from '@/lib/model/rule-profiles'
import { paneNames } from '@/lib/model/pane'
import { shells } from '@/lib/model/shell'
import { jwtKinds } from '@/lib/oauth/token-kind'
import * as v from 'valibot'
import { sharedFlow } from '@/lib/share/flow-schema'
import { frames } from '@/lib/model/navigation'
import { defences } from '@/lib/flow/model/hold'
import { consentSchemas } from './consent-commands'
import { registrationSchemas } from './registration-schemas'
import type { OpenWhere, PanelScreen, Protocol, Switch } from './protocol'
import { probeSchemas } from './probe-schemas'
import type { FormDraft } from '@/lib/storage/state'
import { requestSchemas } from './request-schemas'

type Command = keyof Protocol
type Data<C extends Command> = Parameters<Protocol[C]>[0]
const where = v.enum({
  tab: 'tab',
  window: 'window',
  private: 'private',
} satisfies Values<OpenWhere>)
const screen = v.enum({
  flows: 'flows',
  profiles: 'profiles',
  requests: 'requests',
  server: 'server',
  tokens: 'tokens',
} satisfies Values<PanelScreen>)

const details = v.object({
  label: textOrNull,
  expiresIn: numberOrNull,
  receivedAt: numberOrNull,
  state: textOrNull,
  nonce: textOrNull,
  codeVerifier: textOrNull,
})

/** Data sent with a command that has none is dropped. */
const nothing = v.pipe(
  v.unknown(),
  v.transform(() => undefined),
)
const id = v.object({ id: text })
const ids = v.object({ ids: v.array(text) })
const switched = v.object({ id: text, on: v.boolean() })
const response = v.object({ flowId: text, responseId: text })
const defence = v.picklist(defences)
const pasted = v.object({ text })
const heldToken = v.object({ flowId: text, tokenId: text })
const keyUse = v.enum({ sig: 'sig', enc: 'enc' })
const overrides = v.object({
  label: textOrNull,
  redirectUri: textOrNull,
  state: textOrNull,
  nonce: textOrNull,
})

const frame = v.picklist(frames)

const exchange = v.object({
  at: v.number(),
  nth: v.number(),
  took: numberOrNull,
  loads: v.nullable(frame),
  request: v.object({ method: text, url: text, headers: params, body: text }),
  response: v.object({
    status: numberOrNull,
    headers: params,
    body: text,
    truncated: v.boolean(),
    error: textOrNull,
  }),
})

const draft = v.object({ id: textOrNull, ...profileEntries })
const form = v.object({
  draft,
  at: v.number(),
  typedIn: v.enum({ popup: 'popup', panel: 'panel' } satisfies Values<FormDraft['typedIn']>),
  isChosen: v.boolean(),
})

/** The data of each command. */
const schemas = {
  ...consentSchemas,
  ...probeSchemas,
  ...registrationSchemas,
  metadataProbe: v.object({ issuer: text, discovery }),
  metadataRefresh: v.object({ profileId: text }),
  readinessRead: v.object({ profileId: text, earlier: v.exactOptional(v.literal(true)) }),
  readinessPaste: pasted,
  pastedKeysRead: v.object({ metadata: text }),
  pastedKeysJudge: v.object({ metadata: text, keys: text }),
  accessProbe: v.object({
    draft,
    metadata: v.nullable(v.record(text, v.unknown())),
    registers: v.exactOptional(v.literal(true)),
  }),
  profileSave: draft,
  profileDraft: v.object({ key: text, form: v.nullable(form), secret: v.exactOptional(text) }),
  profileSelect: id,
  profileRemove: id,
  profileRestore: id,
  profileDuplicate: id,
  profilesExport: v.object({ ids: v.nullable(v.array(text)), secrets: v.boolean() }),
  profilesImport: pasted,
  flowsImport: v.object({ text, file: textOrNull }),
  recordingWorld: nothing,
  recordingImport: v.object({
    flows: v.array(sharedFlow),
    documents: v.array(v.object({ url: text, at: v.number(), headers: params, body: text })),
    tool: text,
    file: textOrNull,
  }),
  profileAutoExchange: switched,
  secretSet: v.object({ profileId: text, secret: textOrNull }),
  profileTake: v.object({
    id: text,
    setting: v.object({
      discovery: v.exactOptional(discovery),
      autoExchange: v.exactOptional(v.boolean()),
      resourceServers: v.exactOptional(v.array(text)),
    }),
  }),
  accessRefresh: nothing,
  hostsConfirm: v.object({ patterns: v.array(text), on: v.boolean() }),
  localConfirm: v.object({ issuer: text, origin: text }),
  jwksRead: v.object({ profileId: text, again: v.boolean() }),
  keyRecognise: pasted,
  keyImport: v.object({
    text,
    index: v.number(),
    use: keyUse,
    alg: text,
    kid: text,
    certificate: textOrNull,
  }),
  keyGenerate: v.object({ use: keyUse, alg: text, kid: textOrNull }),
  keyEdit: v.object({ id: text, kid: text, alg: text, certificate: textOrNull }),
  keyRemove: id,
  keyRestore: id,
  pasteRecognise: pasted,
  requestPush: v.object({
    profileId: textOrNull,
    overrides: v.nullable(overrides),
    open: v.nullable(where),
  }),
  requestAdd: v.object({ text, details: v.nullable(details), open: v.nullable(where) }),
  requestOpen: v.object({ id: text, where, hold: v.exactOptional(v.boolean()) }),
  requestUrl: id,
  requestRename: v.object({ id: text, label: text }),
  requestDetails: v.object({ id: text, details }),
  requestRemove: id,
  requestRestore: id,
  ...requestSchemas,
  responseAdd: pasted,
  parAdd: v.object({ flowId: text, text }),
  codeExchange: v.object({
    flowId: text,
    responseId: textOrNull,
    confirmed: v.exactOptional(v.literal(true)),
  }),
  tokenRefresh: heldToken,
  tokenGrant: v.object({ profileId: textOrNull, flowId: textOrNull, grantType: text, params }),
  userinfoRequest: heldToken,
  tokenIntrospect: heldToken,
  tokenRevoke: heldToken,
  resourceRequest: v.object({
    flowId: text,
    tokenId: text,
    method: text,
    url: text,
    headers: params,
    body: text,
  }),
  requestCurl: v.object({
    flowId: text,
    messageId: text,
    secrets: v.boolean(),
    shell: v.nullable(v.picklist(shells)),
  }),
  certificateChoose: v.object({ profileId: text }),
  profileHold: switched,
  flowHold: switched,
  holdRelease: v.object({
    ...response.entries,
    params: v.nullable(params),
    defence: v.nullable(defence),
  }),
  holdDiscard: response,
  holdRestore: response,
  releaseMark: v.object({ ...response.entries, at: v.number(), defended: v.nullable(v.boolean()) }),
  heldFocus: response,
  observationsSettled: nothing,
  heldDelivery: nothing,
  stoppedSend: v.object({ stoppedId: text }),
  stoppedDiscard: v.object({ stoppedId: text }),
  heldLeft: v.object({ frame }),
  flowRead: id,
  flowRename: v.object({ id: text, name: text }),
  flowJudge: v.object({ id: text, ruleProfile: v.picklist(ruleProfileNames) }),
  flowPin: switched,
  flowNote: v.object({ id: text, text }),
  flowsKeep: v.object({
    ids: v.array(text),
    mode: v.nullable(v.enum({ safe: 'safe', complete: 'complete' })),
  }),
  flowsRemove: ids,
  flowsRestore: ids,
  flowsClear: nothing,
  flowUse: nothing,
  networkSeen: v.object({ tabId: v.number(), entries: v.array(exchange) }),
  responsesSeen: nothing,
  settingsChange: v.object({
    name: v.enum({
      watchThirdParty: 'watchThirdParty',
      notices: 'notices',
      letters: 'letters',
    } satisfies Values<Switch>),
    on: v.boolean(),
  }),
  paneResize: v.object({ name: v.picklist(paneNames), size: numberOrNull }),
  panelOpen: v.object({ flowId: textOrNull, screen, pasted: v.exactOptional(text) }),
  pastedTaken: id,
  documentInspect: pasted,
  tokenInspect: v.object({
    text,
    flowId: textOrNull,
    jwks: textOrNull,
    nonce: textOrNull,
    payload: textOrNull,
    kind: v.nullable(v.picklist(jwtKinds)),
    anyKey: v.boolean(),
  }),
} as const satisfies { readonly [C in Command]: v.GenericSchema<unknown, Data<C>> }

/**
 * Validates the data of a command and drops unknown members. The error names the command, the field
 * and the expected type, but never the value, which may be a secret.
 */
export function parseCommand<C extends Command>(name: C, data: unknown): Data<C> {
  const schema: v.GenericSchema<unknown, unknown> = schemas[name]
  const result = v.safeParse(schema, data, { abortEarly: true })
  if (result.success) return result.output as Data<C>
  const [issue] = result.issues
  const wrong = issue.received === 'undefined' ? 'is missing' : `should be ${issue.expected}`
  throw new TypeError(`${name}: ${v.getDotPath(issue) ?? 'data'} ${wrong}`)
}
