import type { Issue } from '@/lib/model/issue'
import type { RuleProfile } from '@/lib/model/rule-profiles'

/** The life that a status of a consent means. */
export type ConsentLife =
  'waiting' | 'active' | 'suspended' | 'used' | 'expired' | 'withdrawn' | 'refused'

/** How a value of a template is edited. `list` is a choice of texts, `switch` is true or false. */
type TemplateValueKind = 'list' | 'text' | 'number' | 'switch' | 'json'

/** A value that the tester may change before the calls are sent. A text may contain variables. */
export interface TemplateValue {
  readonly name: string
  readonly kind: TemplateValueKind
  /** An empty text is not sent. */
  readonly value: unknown
  /** What a list offers. */
  readonly options?: readonly string[]
}

type Pairs = readonly (readonly [name: string, value: string])[]

/** How a request signs its body. Its texts may contain variables. */
export interface PayloadSigning {
  /** `detached` is the `x-jws-signature` of the UK, `jwt` a body that is a signed JWT, as in Brazil. */
  readonly form: 'detached' | 'jwt'
  /** Who signs. An empty one leaves a body unsigned whose signature is detached. */
  readonly iss: string
  /** The domain of the trust anchor; only in a detached signature. */
  readonly tan?: string
  /** Whether a detached signature is over base64url; a switch may say so. Absent means that it is. */
  readonly b64?: boolean | string
}

/** An HTTP request of a template, with variables in its texts. */
export interface TemplateRequest {
  readonly how: 'request'
  readonly method: string
  readonly url: string
  /** Added to the headers of the profile. An empty value removes the profile's header. */
  readonly headers: Pairs
  /** JSON; null without a body. */
  readonly body: unknown
  /** A form body; empty without one. */
  readonly form: Pairs
  /** `client` is a client credentials token, `user` the user's token, `assertion` the client authentication. */
  readonly as: 'client' | 'user' | 'assertion' | 'nothing'
  /** The status of a success. */
  readonly expect: number
  /** Absent if the body is not signed. */
  readonly sign?: PayloadSigning
}

/** A call to the introspection or the revocation endpoint with a token of the flow. */
interface TokenCall<How extends string> {
  readonly how: How
  readonly token: 'access_token' | 'refresh_token'
}

export type StatusCall = TemplateRequest | TokenCall<'introspect'>
export type WithdrawCall = TemplateRequest | TokenCall<'revoke'>

/** A consent in one flow, as data: where it is made, where its id goes, how it is read and withdrawn. */
export interface ConsentTemplate {
  readonly name: string
  /** The rule profiles that it is offered first for. */
  readonly profiles: readonly RuleProfile[]
  readonly values: readonly TemplateValue[]
  /** The client credentials token; null if the calls need none. */
  readonly token: { readonly scope: string } | null
  /** Null if the authorization request itself is the consent. */
  readonly create: TemplateRequest | null
  /** The response with the id, and the path of the id in its body; null without an id. */
  readonly id: { readonly in: 'create' | 'token'; readonly path: string } | null
  /** What the authorization request has instead of the profile's. `{{consent.id}}` is the id. */
  readonly authorization: {
    readonly scope: string
    /** Added to the claims of the profile; null without any. */
    readonly claims: unknown
    /** Null keeps the profile's. */
    readonly details: unknown
  }
  readonly status: {
    readonly call: StatusCall
    /** Paths in the body of the response; an empty one is not read. */
    readonly value: string
    readonly expiry: string
    /** The life of each status code. */
    readonly words: Readonly<Record<string, ConsentLife>>
  } | null
  readonly withdraw: WithdrawCall | null
  /** A call with the user's token, which the consent permits. */
  readonly use: TemplateRequest | null
}

/** The calls of the first part, in their order. */
export type ConsentStep = 'token' | 'create' | 'authorize' | 'open'

/** What remains of the first part of a flow with a consent. */
export interface ConsentRun {
  /** The step that is next, or under way. */
  readonly step: ConsentStep
  /** `interrupted`: the background was terminated. `paused`: the tester wanted to stop here. */
  readonly state: 'running' | 'refused' | 'interrupted' | 'paused'
  /** Why a step was refused before anything was sent. */
  readonly issues: readonly Issue[]
  /** Null stops after the consent. */
  readonly open: 'tab' | 'window' | 'private' | null
  /** The request that creates the consent, as the preview showed it; absent without a signature in it. */
  readonly prepared?: PreparedCall
}

/** A request with a signature that was made for a preview, and is sent as it was shown. */
export interface PreparedCall {
  readonly method: string
  readonly url: string
  readonly headers: Pairs
  readonly body: string
  /** When it was signed, in milliseconds since the epoch. */
  readonly at: number
}

/** The consent that Parley creates and uses in a flow. */
export interface FlowConsent {
  readonly templateId: string
  /** The template with the values that the tester chose. */
  readonly template: ConsentTemplate
  /** Null until it is known. */
  readonly id: string | null
  /** As the server wrote it; null until it was read. */
  readonly status: string | null
  /** The end of the consent, in milliseconds since the epoch; null if it is not stated. */
  readonly expiry: number | null
  /** When the status was read, in milliseconds since the epoch. */
  readonly readAt: number | null
  /** When the server confirmed the withdrawal; null before. */
  readonly withdrawnAt: number | null
  /** Null once the first part has ended. */
  readonly run: ConsentRun | null
}

/** Why Parley called a resource in a flow with a consent. */
export const callPurposes = ['create', 'status', 'withdraw', 'use'] as const
export type CallPurpose = (typeof callPurposes)[number]
