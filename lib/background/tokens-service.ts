import { concernedByNonce } from '@/lib/flow/match/concerns'
import { param } from '@/lib/model/params'
import type { Flow } from '@/lib/flow/model/flow'
import type { AuthorizationResponse, OAuthMessage } from '@/lib/flow/model/message'
import type { SdJwtView, SignatureView, TokenView } from '@/lib/messaging/views'
import type { Protocol } from '@/lib/messaging/protocol'
import { claimViews } from '@/lib/oauth/claim-views'
import { decodeJwt } from '@/lib/jose/decode'
import type { DecodedJwt } from '@/lib/jose/types'
import { placeOf, type TokenPlace } from '@/lib/flow/read/token-place'
import type { Profile } from '@/lib/oauth/profile'
import { tokenType, type TokenKind } from '@/lib/oauth/token-kind'
import { isFor, type Party, type Signer } from '@/lib/oauth/token-signer'
import { type JudgingContext, contextOfProfile, contextOfFlow } from '@/lib/facts/judging-context'
import { judgeToken } from '@/lib/judge/judge-message'
import { requestContextOf } from '@/lib/facts/request-context'
import { tokenContextOf } from '@/lib/facts/token-context'
import { keysFrom } from './jwks-service'
import { profileOf } from '@/lib/storage/select'
import type { Ports } from './ports'
import { partiesOf } from '@/lib/judge/signer-keys'
import type { Data } from '@/lib/storage/data'
import type { Store } from './store'
import type { Keys } from '@/lib/judge/verification-keys'
import type { Check, Checked, CheckedSignature } from '@/lib/judge/verify-token'

type Inspect = Parameters<Protocol['tokenInspect']>[0]

/**
 * Decodes, opens, verifies and judges a token. Nothing is stored. For a token of an imported flow, `checkOffline`
 * fetches no keys.
 */
export function createTokens(ports: Ports, store: Store, check: Check, checkOffline = check) {
  const checkFor = (flow: Flow | null) => (flow?.imported ? checkOffline : check)
  return async (input: Inspect): Promise<TokenView> => {
    const data = await store.data()
    const given = givenKeys(input.jwks)
    const flow = input.flowId === null ? null : await store.flow(input.flowId)
    const place = flow && placeOf(flow.messages, input.text)
    const nonce = input.nonce?.trim() || null
    const means = {
      keys: given,
      payload: input.payload,
      nonce,
      kind: input.kind,
      anyKey: input.anyKey,
    }
    const checked = await checkFor(flow)(input.text, data, flow && { flow, place }, means)
    const { jwt, decryption, verification, sdJwt } = checked
    const message = place?.message ?? null
    const context = flow
      ? await contextIn(flow, data, ports.now(), { message, nonce })
      : contextOfProfile(data, profileNamed(data, checked), ports.now(), {
          state: null,
          nonce: await expectedNonce(store, data, jwt, nonce),
        })
    return {
      ...signatureView(checked),
      ...rolesIn(checked),
      payload: claimViews('claims', jwt.payload),
      further: checked.further.map(signatureView),
      sdJwt: sdJwt && sdJwtView(sdJwt),
      decryption,
      results: judgeToken(
        {
          kind: judgedKind(checked, place),
          message: carriedBy(message, input.text),
          requestContext: flow && place && requestContextOf(place.message, flow, place.name),
          jwt,
          sdJwt,
          verification,
          decryption,
          outer: decodeJwt(input.text),
        },
        context,
      ),
      judgedAt: context.now,
    }
  }
}

function givenKeys(jwks: string | null): Keys | null {
  return jwks?.trim() ? keysFrom(jwks, 'pasted') : null
}

/** A pasted JWT counts as an access token only if its header or the user says so. */
function judgedKind(
  { jwt, role: { kind }, declared }: Checked,
  place: TokenPlace | null,
): TokenKind {
  const isUnsure =
    place === null && !declared && kind === 'access-token' && tokenType(jwt.header) !== 'at+jwt'
  return isUnsure ? 'jwt' : kind
}

/** The authorization response that the token carries; null for any other token. */
function carriedBy(message: OAuthMessage | null, text: string): AuthorizationResponse | null {
  if (message?.kind !== 'authorization-response') return null
  return param(message.params, 'response') === text.trim() ? message : null
}

/**
 * The profile to judge a pasted token by: of the profiles that the token names, the one in its
 * audience. The current profile has no priority.
 */
function profileNamed(data: Data, { jwt, signer }: Checked): Profile | null {
  const parties = 'parties' in signer ? signer.parties : namedBy(data, jwt)
  const audience = parties.filter(({ clientId }) => isFor(jwt, [clientId]))
  // If a token has several clients as audience, `azp` names the one that it was issued to.
  const issuedTo = audience.find(({ clientId }) => clientId === jwt.payload?.['azp'])
  const party = issuedTo ?? audience[0] ?? parties[0]
  return party ? profileOf(data, party.id) : null
}

function namedBy(data: Data, { payload }: DecodedJwt): readonly Party[] {
  return partiesOf(data, null).filter(({ issuer }) => issuer === payload?.['iss'])
}

interface InFlow {
  readonly message: OAuthMessage | null
  /** The nonce that was typed. */
  readonly nonce: string | null
}

/** The context of a token in a flow. A nonce that was typed counts more than that of the flow. */
async function contextIn(
  flow: Flow,
  data: Data,
  now: number,
  { message, nonce }: InFlow,
): Promise<JudgingContext> {
  const context = contextOfFlow(flow, data, now, await tokenContextOf(flow, data, message))
  return nonce ? { ...context, expected: { ...context.expected, nonce } } : context
}

function rolesIn({ role, declared }: Checked): Pick<TokenView, 'role' | 'declared'> {
  return declared ? { role, declared } : { role }
}

function signatureView({
  jwt,
  signer,
  verification,
  keyIssues,
  tried,
}: CheckedSignature): SignatureView {
  return {
    jwt,
    header: claimViews('headers', jwt.header),
    signer: signerView(signer),
    verification,
    keyIssues,
    ...(tried ? { tried } : {}),
  }
}

function sdJwtView({ processed, keyBinding, ...opened }: NonNullable<Checked['sdJwt']>): SdJwtView {
  return {
    ...opened,
    processed: processed && claimViews('claims', processed),
    keyBinding: keyBinding && {
      ...signatureView({ ...keyBinding, signer: { by: 'holder' }, keyIssues: [] }),
      payload: claimViews('claims', keyBinding.jwt.payload),
      issues: keyBinding.issues,
    },
  }
}

function signerView(signer: Signer): TokenView['signer'] {
  if (!('parties' in signer)) return { by: signer.by, because: null, id: null, profile: null }
  const { by, because, id, parties } = signer
  return { by, because, id, profile: { id: parties[0].id, name: parties[0].name } }
}

/**
 * The nonce that was typed; otherwise the nonce of the token, if the tester entered the same one for
 * a request.
 */
async function expectedNonce(
  store: Store,
  data: Data,
  jwt: DecodedJwt,
  typed: string | null,
): Promise<string | null> {
  if (typed !== null) return typed
  const own = jwt.payload?.['nonce']
  if (typeof own !== 'string') return null
  const concerned = [...data.facts.values()].filter(concernedByNonce(own))
  const flows = await store.flows(concerned.map(({ id }) => id))
  return [...data.requests, ...flows].some(({ expected }) => expected.nonce === own) ? own : null
}
