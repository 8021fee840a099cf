import type { Severity } from './rule-profiles'
import type { SpecRef } from './spec-links'

/** One problem. `code` selects its sentence in the locale; the rest is evidence. */
export interface Finding {
  readonly code: string
  readonly seen?: string
  readonly expected?: string
  /** Set if this finding is milder than the rule's severity in the rule profile. It is never worse. */
  readonly severity?: Severity
  /** Findings that have this one as their cause. They are shown with it and not counted. */
  readonly affects?: readonly Affected[]
}

/** A finding that follows from a different one. */
export interface Affected {
  readonly id: string
  readonly of: MessagePart
  readonly code: string
}

/** What a rule judges: one kind of message, or an object inside a message. */
export type ArtefactKind =
  | 'metadata'
  | 'jwks'
  | 'par-request'
  | 'par-response'
  | 'authorization-request'
  | 'authorization-response'
  | 'jarm'
  | 'jwt'
  | 'id-token'
  | 'token-request'
  | 'token-response'
  | 'access-token'
  | 'userinfo-response'
  | 'introspection-response'
  | 'revocation-request'
  | 'revocation-response'
  | 'request-object'
  | 'client-assertion'
  | 'dpop-proof'
  | 'resource-request'
  | 'resource-response'
  | 'consent'
  | 'consent-comparison'
  | 'software-statement'
  | 'security-event-token'
  | 'logout-token'
  | 'sd-jwt'
  | 'key-binding-jwt'
  /** One message in the course of its flow. The result belongs to the message that completes the evidence. */
  | 'flow'
  | 'http-exchange'
  | 'protected-resource-metadata'
  | 'registration-request'
  | 'registration-response'
  | 'device-response'
  | 'backchannel-request'
  | 'backchannel-response'
  | 'app-defence'
  /** A detached JWS over the body of a message. */
  | 'payload-signature'
  /** A body that is a signed JWT. */
  | 'signed-body'
  /** A signature over parts of an HTTP message. */
  | 'http-signature'

/** The part of a message that a result is about: the message itself, or the JWT in this parameter, member or header. */
export type MessagePart =
  | 'message'
  | 'body'
  | 'response'
  | 'id_token'
  | 'access_token'
  | 'refresh_token'
  | 'request'
  | 'client_assertion'
  | 'assertion'
  | 'subject_token'
  | 'actor_token'
  | 'token'
  | 'id_token_hint'
  | 'login_hint_token'
  | 'software_statement'
  | 'DPoP'
  | 'Authorization'
  | 'x-jws-signature'
  | 'Signature'

export const ruleOutcomes = ['passed', 'failed', 'not-observed', 'crashed'] as const

export type RuleOutcome = (typeof ruleOutcomes)[number]

/**
 * The result of one rule for one artefact, identified by `id` and `of`. A rule that does not apply has no
 * result.
 */
export interface RuleResult {
  readonly id: string
  readonly on: ArtefactKind
  readonly of: MessagePart
  readonly about: string
  readonly outcome: RuleOutcome
  /** The severity of the worst finding, according to the rule profile. */
  readonly severity: Severity
  readonly findings: readonly Finding[]
  readonly refs: readonly SpecRef[]
}

/** The statuses that the user interface shows. */
export type Status = 'fail' | 'warn' | 'neutral' | 'info' | 'pass' | 'pending'
