import type { Severity } from './rule-profiles'
import type { SpecRef } from './spec-links'

/** One thing that does not hold: `code` names its sentence in the locale, the rest is evidence. */
export interface Finding {
  readonly code: string
  readonly seen?: string
  readonly expected?: string
  /** Where this one is milder than what the rule profile says of the rule; never worse. */
  readonly severity?: Severity
}

/** What rules judge: a message of a kind, or what a message holds. */
export type ArtefactKind =
  | 'metadata'
  | 'par-response'
  | 'authorization-request'
  | 'authorization-response'
  | 'jarm'
  | 'jwt'
  | 'id-token'
  | 'token-response'
  | 'access-token'
  | 'userinfo-response'
  | 'introspection-response'

/** The part of a message that a result is about: the message itself, or the JWT in this parameter, member or header. */
export type MessagePart =
  | 'message'
  | 'body'
  | 'response'
  | 'id_token'
  | 'access_token'
  | 'request'
  | 'client_assertion'
  | 'DPoP'

export type RuleOutcome = 'passed' | 'failed' | 'not-observed' | 'crashed'

/** What one rule says about one artefact, known by `id` and `of`. A rule that does not apply leaves no result. */
export interface RuleResult {
  readonly id: string
  readonly on: ArtefactKind
  readonly of: MessagePart
  readonly about: string
  readonly outcome: RuleOutcome
  /** How bad it is where it failed: its worst finding, by the rule profile that it was judged by. */
  readonly severity: Severity
  readonly findings: readonly Finding[]
  readonly refs: readonly SpecRef[]
}

/** The statuses that the screens draw. */
export type Status = 'fail' | 'warn' | 'neutral' | 'info' | 'pass' | 'pending'
