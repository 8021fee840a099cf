import { contextOfFlow, type JudgingContext } from '@/lib/facts/judging-context'
import { keySetContextOf } from '@/lib/facts/key-set-context'
import { emptyServerContext, type ServerContext } from '@/lib/facts/server-context'
import type { RequestContext } from '@/lib/facts/request-context'
import { emptyTokenContext, type TokenContext } from '@/lib/facts/token-context'
import type { Flow } from '@/lib/flow/model/flow'
import type { AuthorizationResponse, OAuthMessage } from '@/lib/flow/model/message'
import { isBodyGone } from '@/lib/flow/read/endpoint-response'
import type { KeyBinding } from '@/lib/jose/key-binding'
import type { KeySetDocument } from '@/lib/jose/key-set'
import type { OpenedSdJwt } from '@/lib/jose/sd-jwt'
import type { DecodedJwt } from '@/lib/jose/types'
import { resultKey } from '@/lib/model/result-place'
import type { ArtefactKind, MessagePart, RuleResult } from '@/lib/model/rule-result'
import type { RuleId } from '@/lib/rules/rule-id'
import { judge, notObservedIn } from '@/lib/rules/run'
import type { Data } from '@/lib/storage/data'
import { artefactOf, type MessageInFlow, type OpenedJwt } from './artefact-of'
import { oneFailurePerCause } from './one-cause'
import { isPresented } from './message-jwts'
import { subjects, tokenSubjects } from './subjects'
import type { FetchedDocument } from '@/lib/oauth/metadata'
import type { PastedDocument } from '@/lib/oauth/pasted-document'
import type { TokenKind } from '@/lib/oauth/token-kind'

/**
 * Runs the rules on a message of a flow and on each JWT in it, with current knowledge, at the time of
 * capture. Without a token context, the results of `once` subjects stay unchanged.
 */
export function judgeMessage(
  message: OAuthMessage,
  flow: Flow,
  data: Data,
  tokenContext: TokenContext | null = null,
): readonly RuleResult[] {
  if ('truncated' in message && isBodyGone(message)) return []
  const context = contextOfFlow(flow, data, message.at, tokenContext ?? emptyTokenContext)
  const input = { message, flow, data, context }
  const all = subjects[message.kind].flatMap(({ on, of, judged }) =>
    judged === 'once' && tokenContext === null
      ? message.results.filter((result) => result.on === on && result.of === of)
      : withKnownAffects(judgePart(on, of, input), message.results),
  )
  const results = oneFailurePerCause(all)
  const isShortened = 'shortened' in message && message.shortened
  return isShortened || isWrongOnPurpose(message, flow) ? notObservedIn(results) : results
}

/** A negative test sends a wrong request to see whether the server refuses it: the client made no mistake. */
function isWrongOnPurpose({ kind }: OAuthMessage, { negativeTest }: Flow): boolean {
  return negativeTest?.isBaseline === false && kind.endsWith('-request')
}

/**
 * A finding of the last time may cover one that is judged only once. It still does, because that one cannot be
 * found again.
 */
function withKnownAffects(
  results: readonly RuleResult[],
  before: readonly RuleResult[],
): readonly RuleResult[] {
  const known = new Map(
    before.flatMap((result) =>
      result.findings.flatMap(({ code, affects }) =>
        affects ? [[`${resultKey(result)} ${code}`, affects] as const] : [],
      ),
    ),
  )
  if (known.size === 0) return results
  return results.map((result) => ({
    ...result,
    findings: result.findings.map((finding) => {
      const affects = known.get(`${resultKey(result)} ${finding.code}`)
      return affects ? { ...finding, affects } : finding
    }),
  }))
}

function judgePart(on: ArtefactKind, of: MessagePart, input: MessageInFlow): readonly RuleResult[] {
  const artefact = artefactOf[on](input, of)
  // The table pairs each kind with its artefact. The compiler loses this in a union.
  if (artefact === null) return []
  const results = judge(on, artefact as never, input.context.ruleProfile, of)
  return isPresented(input.message, of) ? results.filter(({ id }) => !ofReceipt.has(id)) : results
}

/** Runs the rules on a metadata document. */
export function judgeDocument(
  document: FetchedDocument,
  context: JudgingContext,
  serverContext: ServerContext = emptyServerContext,
): readonly RuleResult[] {
  const artefact = { document, serverContext, context }
  return oneFailurePerCause(judge('metadata', artefact, context.ruleProfile))
}

/** Runs the rules on a JWKS. */
export async function judgeKeySet(
  keySet: KeySetDocument,
  context: JudgingContext,
  earlierKids: readonly string[] | null = null,
): Promise<readonly RuleResult[]> {
  const keySetContext = await keySetContextOf(keySet, earlierKids)
  const artefact = { keySet, keySetContext, context }
  return oneFailurePerCause(judge('jwks', artefact, context.ruleProfile))
}

/**
 * A client may present a token that has expired since it was received: as a hint, or to ask about it.
 *
 * @see [OpenID Connect RP-Initiated Logout](https://openid.net/specs/openid-connect-rpinitiated-1_0.html#RPLogout)
 * @see [RFC 7662](https://www.rfc-editor.org/rfc/rfc7662.html#section-2.2)
 */
const ofReceipt: ReadonlySet<string> = new Set(['jose-exp-passed'] satisfies readonly RuleId[])

/** Runs the rules on a message that was pasted alone. */
export function judgePasted(
  document: PastedDocument,
  context: JudgingContext,
): readonly RuleResult[] {
  return oneFailurePerCause(judge(document.of, { document, context }, context.ruleProfile))
}

/** A token without a message, judged by its kind. */
interface LoneToken extends OpenedJwt {
  readonly kind: TokenKind
  /** The authorization response, if the token is one; otherwise null. */
  readonly message: AuthorizationResponse | null
  /** The request that the token was created for; absent if it is not known. */
  readonly requestContext?: RequestContext | null
  /** The disclosures of an SD-JWT; absent for any other token. */
  readonly sdJwt?: (OpenedSdJwt & { readonly keyBinding: KeyBinding | null }) | null
}

/** Runs the rules on a pasted token, or on a single token of a flow. */
export function judgeToken(
  { kind, message, requestContext = null, sdJwt = null, ...token }: LoneToken,
  context: JudgingContext,
): readonly RuleResult[] {
  const { ruleProfile } = context
  const jwt = withDisclosed(token.jwt, sdJwt)
  const run = (on: ArtefactKind): readonly RuleResult[] => {
    if (on === 'jarm') return message ? judge(on, { ...token, message, context }, ruleProfile) : []
    if (on === 'sd-jwt') return judge(on, { ...token, opened: sdJwt, context }, ruleProfile)
    if (on === 'key-binding-jwt' && kind === 'key-binding') {
      const alone = { ...token, issues: [], hash: null, issuerSigned: null, context }
      return judge(on, alone, ruleProfile)
    }
    if (on === 'key-binding-jwt') return judgeKeyBinding(token.jwt, sdJwt?.keyBinding, context)
    // The table pairs these kinds with a JWT. The compiler loses this in a union.
    return judge(on, { ...token, jwt, requestContext, context } as never, ruleProfile)
  }
  return oneFailurePerCause(tokenSubjects[kind].flatMap(run))
}

/**
 * The claims to check are those that were disclosed.
 *
 * @see [RFC 9901](https://www.rfc-editor.org/rfc/rfc9901.html#section-7.1)
 */
function withDisclosed(jwt: DecodedJwt, opened: OpenedSdJwt | null): DecodedJwt {
  return opened?.processed ? { ...jwt, payload: opened.processed } : jwt
}

/** A last part that is not a JWT is reported by a rule about the form of the SD-JWT. */
function judgeKeyBinding(
  issuerSigned: DecodedJwt,
  keyBinding: KeyBinding | null | undefined,
  context: JudgingContext,
): readonly RuleResult[] {
  if (!keyBinding || keyBinding.issues.some(({ code }) => code === 'last_part')) return []
  const artefact = { ...keyBinding, issuerSigned, context }
  return judge('key-binding-jwt', artefact, context.ruleProfile)
}
