import * as v from 'valibot'
import type { Flow, FlowImport, FlowToken } from '@/lib/flow/model/flow'
import { callPurposes } from '@/lib/flow/model/flow-consent'
import { pollStops } from '@/lib/flow/model/flow-decoupled'
import type { OAuthMessage } from '@/lib/flow/model/message'
import { maxNameLength } from '@/lib/flow/model/flow-name'
import { maxNoteLength } from '@/lib/model/bounds'
import { probeOutcomes } from '@/lib/model/probe'
import type { Endpoint } from '@/lib/model/endpoint'
import { decoupledGrants, deliveryModes } from '@/lib/oauth/decoupled'
import { ruleProfileNames } from '@/lib/model/rule-profiles'
import { numberOrNull, params, text, textOrNull, type Values } from '@/lib/storage/profile-schema'
import {
  advice,
  frame,
  hold,
  httpSignature,
  id,
  issues,
  jwts,
  mark,
  matchReason,
  number,
  responseMode,
  results,
  some,
  type InFile,
} from './message-parts-schema'

const base = {
  id,
  at: number,
  source: v.picklist(['parley', 'browser', 'pasted', 'devtools']),
  results,
}

const endpoints: Values<Endpoint> = {
  par: 'par',
  token: 'token',
  userinfo: 'userinfo',
  introspection: 'introspection',
  revocation: 'revocation',
  backchannel: 'backchannel',
  device: 'device',
  resource: 'resource',
  registration: 'registration',
}
const endpointNames = Object.values(endpoints)

/** The headers of a page that rules judge. */
const pageHeaders = v.exactOptional(params)

const request = v.object({
  kind: v.picklist(endpointNames.map((endpoint) => `${endpoint}-request` as const)),
  ...base,
  method: text,
  url: text,
  headers: params,
  body: text,
  params,
  certificate: v.boolean(),
  jwts: v.exactOptional(jwts),
  httpSignature: v.exactOptional(httpSignature),
  purpose: v.exactOptional(v.picklist(callPurposes)),
})

const response = {
  ...base,
  requestMessageId: textOrNull,
  status: numberOrNull,
  headers: params,
  body: text,
  truncated: v.boolean(),
  inexact: mark,
  took: numberOrNull,
  issues,
  jwts,
  httpSignature: v.exactOptional(httpSignature),
  advice: v.exactOptional(advice),
  purpose: v.exactOptional(v.picklist(callPurposes)),
}

const parResponse = v.object({
  kind: v.literal('par-response'),
  ...response,
  requestUri: text,
  expiresIn: numberOrNull,
})

const endpointResponse = v.object({
  kind: v.picklist(
    endpointNames.flatMap((endpoint) =>
      endpoint === 'par' ? [] : [`${endpoint}-response` as const],
    ),
  ),
  ...response,
})

const authorizationRequest = v.object({
  kind: v.literal('authorization-request'),
  ...base,
  method: text,
  url: text,
  params,
  frame,
  jwts: v.exactOptional(jwts),
  httpResult: v.exactOptional(
    v.object({ at: number, status: numberOrNull, error: textOrNull, headers: pageHeaders }),
  ),
  fetched: mark,
  advice: v.exactOptional(advice),
  shortened: mark,
})

const hop = v.object({
  kind: v.literal('hop'),
  ...base,
  method: text,
  url: text,
  status: numberOrNull,
  failure: some,
  errorCode: some,
  headers: pageHeaders,
})

const authorizationResponse = v.object({
  kind: v.literal('authorization-response'),
  ...base,
  method: text,
  url: text,
  asSent: mark,
  target: text,
  responseMode,
  via: v.picklist(['redirect', 'navigation', 'pasted']),
  params,
  shortened: mark,
  status: numberOrNull,
  callback: v.object({ status: v.exactOptional(number), error: some, headers: pageHeaders }),
  from: textOrNull,
  posted: v.nullable(v.array(text)),
  passedOn: v.array(text),
  frame,
  matchedBy: matchReason,
  jwts,
  replays: v.array(v.object({ at: number, tabId: number })),
  hold: v.nullable(hold),
})

/** The compiler does not see that each kind of a list is a kind of message. */
const message = v.variant('kind', [
  request,
  parResponse,
  endpointResponse,
  authorizationRequest,
  hop,
  authorizationResponse,
]) as InFile<unknown> as InFile<OAuthMessage>

const token: InFile<FlowToken> = v.object({
  id,
  kind: v.picklist(['access_token', 'refresh_token', 'id_token']),
  value: text,
  messageId: text,
  receivedAt: number,
  expiresAt: numberOrNull,
  tokenType: textOrNull,
  scope: textOrNull,
  state: v.picklist(['live', 'spent', 'replaced', 'revoked']),
  ofClient: mark,
})

const requested = v.object({
  redirectUri: textOrNull,
  responseType: textOrNull,
  responseMode: textOrNull,
  codeVerifier: textOrNull,
  scope: textOrNull,
  authorizationDetails: textOrNull,
  claims: textOrNull,
  acrValues: textOrNull,
  maxAge: numberOrNull,
})

/** Messages of one flow, far more than Parley records. */
const maxMessages = 2000

/** A flow in a file. Members that only mean something in the browser that recorded it are not in it. */
export const sharedFlow = v.object({
  id,
  name: v.exactOptional(v.pipe(text, v.maxLength(maxNameLength))),
  note: v.exactOptional(v.object({ text: v.pipe(text, v.maxLength(maxNoteLength)), at: number })),
  ruleProfile: v.picklist(ruleProfileNames),
  ownRuleProfile: v.exactOptional(v.picklist(ruleProfileNames)),
  issuer: textOrNull,
  clientId: textOrNull,
  requestUri: textOrNull,
  reusesRequest: v.exactOptional(v.boolean()),
  madeByParley: v.exactOptional(v.boolean()),
  negativeTest: v.exactOptional(
    v.object({
      step: text,
      isBaseline: v.boolean(),
      outcome: v.exactOptional(v.picklist(probeOutcomes)),
      status: v.exactOptional(v.picklist(['pass', 'warn', 'fail', 'neutral'])),
    }),
  ),
  decoupled: v.exactOptional(
    v.object({
      grant: v.picklist(decoupledGrants),
      delivery: v.picklist(deliveryModes),
      stop: v.nullable(v.object({ by: v.picklist(pollStops), at: number, issues })),
    }),
  ),
  redirectUris: v.array(text),
  expected: v.object({ state: textOrNull, nonce: textOrNull }),
  requested,
  tokens: v.array(token),
  createdAt: number,
  updatedAt: number,
  initiator: v.exactOptional(textOrNull),
  matchedBy: matchReason,
  messages: v.pipe(v.array(message), v.maxLength(maxMessages)),
})

export type SharedFlow = v.InferOutput<typeof sharedFlow>

/** What a flow file contains of a flow. */
export function sharedOf(flow: Flow): SharedFlow {
  const { imported: _, pinned: __, profileId: ___, storedRequestId: ____, ...others } = flow
  const { kept: _____, ...known } = others
  const { tabId, tabClosed, incognito, cookieStoreId, hold: isHeld, chains, ...rest } = known
  const { exchangeDue, consent: ______, requested: all, ...shared } = rest
  const { dpopKeyId, ...values } = all
  return { ...shared, requested: values } as SharedFlow
}

/** A response that was held where the flow was recorded is not held here. */
function notHeld(one: OAuthMessage): OAuthMessage {
  const isHeld = one.kind === 'authorization-response' && one.hold?.state === 'held'
  return isHeld ? { ...one, hold: null } : one
}

/** A flow of a file, with nothing by which Parley could act on it. */
export function importedFrom(
  { requested: values, ...shared }: SharedFlow,
  newId: string,
  imported: FlowImport,
): Flow {
  return {
    ...shared,
    messages: shared.messages.map(notHeld),
    // A time from a file must not make its flow the newest.
    createdAt: Math.min(shared.createdAt, imported.at),
    updatedAt: Math.min(shared.updatedAt, imported.at),
    id: newId,
    imported,
    requested: { ...values, dpopKeyId: null },
    profileId: null,
    storedRequestId: null,
    tabId: null,
    tabClosed: true,
    incognito: false,
    cookieStoreId: null,
    hold: false,
    chains: [],
  }
}
