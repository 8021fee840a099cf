import * as v from 'valibot'
import type { Advice, ReceivedHttpSignature, ReceivedJwt } from '@/lib/flow/model/message'
import { defences, type Hold, type Release } from '@/lib/flow/model/hold'
import type { Decryption, Verification } from '@/lib/jose/types'
import type { Issue } from '@/lib/model/issue'
import { frames, type ResponseMode } from '@/lib/model/navigation'
import type { MatchReason } from '@/lib/model/match-reason'
import { severityOrder } from '@/lib/model/rule-profiles'
import {
  ruleOutcomes,
  type ArtefactKind,
  type Finding,
  type MessagePart,
  type RuleResult,
} from '@/lib/model/rule-result'
import { readRef, type SpecRef } from '@/lib/model/spec-links'
import { numberOrNull, params, text, textOrNull, type Values } from '@/lib/storage/profile-schema'

/** The schema of a value in a file. */
export type InFile<T> = v.GenericSchema<unknown, T>

export const number = v.number()
export const some = v.exactOptional(text)
/** A member that is present only if it is true. */
export const mark = v.exactOptional(v.literal(true))

/** The name of a rule or a finding selects a sentence, so it is a plain word. */
const code = v.pipe(text, v.regex(/^[\w.@-]{1,120}$/))
export const id = v.pipe(text, v.minLength(1), v.maxLength(200))

/** Clauses that a different version of Parley knows are left out. */
const refs: InFile<readonly SpecRef[]> = v.pipe(
  v.array(text),
  v.transform((list) => list.filter((ref): ref is SpecRef => readRef(ref) !== null)),
)

const parts: Values<MessagePart> = {
  message: 'message',
  body: 'body',
  response: 'response',
  id_token: 'id_token',
  access_token: 'access_token',
  refresh_token: 'refresh_token',
  request: 'request',
  client_assertion: 'client_assertion',
  assertion: 'assertion',
  subject_token: 'subject_token',
  actor_token: 'actor_token',
  token: 'token',
  id_token_hint: 'id_token_hint',
  login_hint_token: 'login_hint_token',
  software_statement: 'software_statement',
  DPoP: 'DPoP',
  Authorization: 'Authorization',
  'x-jws-signature': 'x-jws-signature',
  Signature: 'Signature',
}

const artefacts: Values<ArtefactKind> = {
  metadata: 'metadata',
  jwks: 'jwks',
  'par-response': 'par-response',
  'authorization-request': 'authorization-request',
  'authorization-response': 'authorization-response',
  jarm: 'jarm',
  jwt: 'jwt',
  'id-token': 'id-token',
  'token-response': 'token-response',
  'access-token': 'access-token',
  'userinfo-response': 'userinfo-response',
  'par-request': 'par-request',
  'token-request': 'token-request',
  'revocation-request': 'revocation-request',
  'revocation-response': 'revocation-response',
  'resource-request': 'resource-request',
  'resource-response': 'resource-response',
  consent: 'consent',
  'consent-comparison': 'consent-comparison',
  'software-statement': 'software-statement',
  'security-event-token': 'security-event-token',
  'logout-token': 'logout-token',
  'protected-resource-metadata': 'protected-resource-metadata',
  'registration-request': 'registration-request',
  'registration-response': 'registration-response',
  'device-response': 'device-response',
  'backchannel-request': 'backchannel-request',
  'backchannel-response': 'backchannel-response',
  'sd-jwt': 'sd-jwt',
  'key-binding-jwt': 'key-binding-jwt',
  flow: 'flow',
  'http-exchange': 'http-exchange',
  'app-defence': 'app-defence',
  'introspection-response': 'introspection-response',
  'request-object': 'request-object',
  'client-assertion': 'client-assertion',
  'dpop-proof': 'dpop-proof',
  'payload-signature': 'payload-signature',
  'signed-body': 'signed-body',
  'http-signature': 'http-signature',
}

const severity = v.picklist(severityOrder)
const part = v.enum(parts)

const finding: InFile<Finding> = v.object({
  code,
  seen: some,
  expected: some,
  severity: v.exactOptional(severity),
  affects: v.exactOptional(v.array(v.object({ id: code, of: part, code }))),
})

export const results: InFile<readonly RuleResult[]> = v.array(
  v.object({
    id: code,
    on: v.enum(artefacts),
    of: part,
    about: text,
    outcome: v.picklist(ruleOutcomes),
    severity,
    findings: v.array(finding),
    refs,
  }),
)

export const issues: InFile<readonly Issue[]> = v.array(
  v.object({ code, field: some, about: some, seen: some, expected: some }),
)

export const advice: InFile<readonly Advice[]> = v.array(
  v.object({ code, seen: some, expected: some, refs }),
)

const decryption: InFile<Decryption> = v.object({
  status: v.picklist(['opened', 'closed']),
  reason: v.nullable(
    v.picklist([
      'malformed',
      'no-key',
      'kid-unknown',
      'alg-unsupported',
      'key-alg',
      'failed',
      'too-large',
    ]),
  ),
  plaintext: textOrNull,
  kid: textOrNull,
  seen: some,
  expected: some,
})

const jwk = v.object({
  kid: textOrNull,
  kty: text,
  crv: textOrNull,
  alg: textOrNull,
  use: textOrNull,
  size: numberOrNull,
  thumbprint: textOrNull,
})

/** A reason selects a sentence only, so one of a newer version is accepted. */
const verification = v.object({
  status: v.picklist(['valid', 'invalid', 'not-run']),
  reason: v.nullable(code),
  jwk: v.nullable(jwk),
  keys: v.nullable(v.object({ all: number, fitting: number })),
  source: v.nullable(v.picklist(['jwks_uri', 'pasted', 'client', 'proof', 'holder', 'secret'])),
  seen: some,
  expected: some,
}) as InFile<unknown> as InFile<Verification>

export const jwts: InFile<readonly ReceivedJwt[]> = v.array(
  v.object({ name: text, text, decryption: v.nullable(decryption), verification }),
)

export const httpSignature: InFile<ReceivedHttpSignature> = v.object({
  label: text,
  verification,
  digest: v.picklist(['matches', 'differs', 'absent', 'coded', 'inexact', 'unknown']),
})

export const responseMode = v.enum({
  query: 'query',
  fragment: 'fragment',
  form: 'form',
} satisfies Values<ResponseMode>)

export const frame = v.picklist(frames)

export const matchReason = v.enum({
  sent: 'sent',
  opened: 'opened',
  request_uri: 'request_uri',
  endpoint: 'endpoint',
  shape: 'shape',
  state: 'state',
  'redirect-chain': 'redirect-chain',
  client: 'client',
  tab: 'tab',
  opener: 'opener',
  devtools: 'devtools',
  pasted: 'pasted',
  unsolicited: 'unsolicited',
} satisfies Values<MatchReason>)

const release: InFile<Release> = v.object({
  at: number,
  params,
  changes: v.array(v.object({ name: text, from: textOrNull, to: textOrNull })),
  defence: v.nullable(v.picklist(defences)),
  times: v.picklist([1, 2]),
  done: v.picklist([0, 1, 2]),
  defended: v.nullable(v.boolean()),
})

export const hold: InFile<Hold> = v.object({
  state: v.picklist(['held', 'releasing', 'released', 'exchanged', 'discarded']),
  at: number,
  tabId: number,
  initiator: textOrNull,
  releases: v.array(release),
})
