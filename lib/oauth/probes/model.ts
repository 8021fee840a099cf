import type { Spec } from '@/lib/model/rule-profiles'
import type { SpecRef } from '@/lib/model/spec-links'
import type { Metadata } from '../metadata'
import type { Profile } from '../profile'

/** The negative tests of a server, by their numbers. */
export const probeIds = [
  'S01',
  'S02',
  'S03',
  'S04',
  'S05',
  'S06',
  'S07',
  'S08',
  'S09',
  'S10',
  'S11',
  'S12',
  'S13',
  'S14',
  'S15',
  'S16',
  'S17',
  'S18',
  'S19',
  'S20',
] as const

type ProbeId = (typeof probeIds)[number]

/** What decides whether a test applies, and how it is judged. */
export interface ProbeFacts {
  readonly profile: Profile
  readonly metadata: Metadata
  /** The algorithms of the signing key; empty without one. */
  readonly keyAlgs: readonly string[]
}

/** What the values of a change are computed from. */
export interface ChangeFacts {
  readonly issuer: string
  readonly tokenEndpoint: string
  readonly parEndpoint: string
  /** The clock of the server, in seconds since the epoch. */
  readonly now: number
  /** A fresh value that nobody can guess. */
  readonly fresh: string
}

/** New values of members; undefined leaves a member out. */
export type Patch = Readonly<Record<string, unknown>>

/** Computes new values from the current ones. */
export type Patcher = (facts: ChangeFacts, current: Readonly<Record<string, unknown>>) => Patch

/** The one thing that a test changes. Everything else is as in an ordinary request. */
export type ProbeChange =
  /** POST becomes GET, with the parameters in the query. */
  | { readonly kind: 'method' }
  /** Parameters of the form, next to a request object. */
  | { readonly kind: 'form'; readonly patch: Patcher }
  /** Parameters of the request, wherever it has them: in its request object, or else in the form or the URL. */
  | { readonly kind: 'parameters'; readonly patch: Patcher }
  /** Claims of the request object, which is signed again. */
  | { readonly kind: 'request-object'; readonly patch: Patcher }
  | { readonly kind: 'request-object-unsigned' }
  | { readonly kind: 'request-object-signature' }
  /** The claims of the request object as parameters. */
  | { readonly kind: 'without-request-object' }
  /** Claims of the client assertion, which is signed again. */
  | { readonly kind: 'assertion'; readonly patch: Patcher }
  | { readonly kind: 'assertion-alg'; readonly alg: string }
  /** The client assertion of the baseline. */
  | { readonly kind: 'assertion-again' }
  /** All parameters in the authorize URL, without a push and without a request object. */
  | { readonly kind: 'plain-url' }

/** One request of a test. */
export interface ProbeStep {
  /** The id of the test, with a suffix if it has several steps. */
  readonly id: string
  readonly change: ProbeChange
  /** A step with `success` is a counter-test: a correct server accepts it. */
  readonly expects: 'refusal' | 'success'
  /** Restricts the step to rule profiles with one of these specifications. */
  readonly under?: readonly Spec[]
}

/** What a test uses up. `request`: one pushed request for each step. */
type ProbeCost = 'request' | 'nothing'

/** What a test needs; the reason why it is not offered is `probes.needs.<need>`. */
export type ProbeNeed =
  | 'par'
  | 'request_object'
  | 'assertion'
  | 'rsa_key'
  /** The client secret would be in the URL. */
  | 'no_secret_in_form'
  /** The rule profile, or the metadata, forbids what the test sends. */
  | 'rules'

/** Where the result of a step is seen. */
export type ProbePlace =
  /** In the response to the push. */
  | 'push'
  /** In the response to the push; if it is accepted, at the authorization endpoint. */
  | 'push-or-browser'
  /** At the authorization endpoint only. */
  | 'browser'

/** What a correct server responds, as the clause names it. */
export interface Refusal {
  /** Absent if any status from 400 to 499 is right. */
  readonly statuses?: readonly number[]
  /** Absent if the clause names no error code. */
  readonly errors?: readonly string[]
  /** Other codes that the OpenID conformance suite accepts. */
  readonly suiteErrors?: readonly string[]
}

/** One negative test. Its texts are `probes.test.<id>` in the locale. */
export interface Probe {
  readonly id: ProbeId
  /** Modules of the OpenID conformance suite, with their plan. */
  readonly modules: readonly string[]
  readonly steps: readonly ProbeStep[]
  readonly needs: readonly ProbeNeed[]
  /** Whether the rules forbid what the test sends; absent if every rule profile does. */
  readonly rules?: (facts: ProbeFacts) => boolean
  readonly place: ProbePlace
  readonly refusal: Refusal
  /** How bad it is that the server accepts the request; a failure if absent. */
  readonly accepted?: (facts: ProbeFacts) => 'fail' | 'warn'
  readonly cost: ProbeCost
  /** The clauses, by the specification of the rule profile; `else` applies to all others. */
  readonly refs: Readonly<Partial<Record<Spec | 'else', readonly SpecRef[]>>>
  /** The redirect_uri is not registered: a redirect to it is held, and shows that the server accepted it. */
  readonly wrongRedirect?: true
  /** The test uses the assertion of a baseline that was sent immediately before. */
  readonly freshBaseline?: true
}

/** A step with its test. */
export interface StepOfProbe {
  readonly probe: Probe
  readonly step: ProbeStep
}
