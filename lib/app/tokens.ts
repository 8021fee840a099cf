import { param, type AuthorizationResponse, type OAuthMessage } from '@/lib/flow/message'
import type { ClaimView, Protocol, TokenView } from '@/lib/messaging/protocol'
import { claimKind, isRegistered } from '@/lib/jose/claims'
import type { DecodedJwt, JsonObject } from '@/lib/jose/types'
import { looksLikeAccessToken, looksLikeIdToken } from '@/lib/oauth/jwt-role'
import type { Profile } from '@/lib/oauth/profile'
import { judge } from '@/lib/rules/run'
import { besideOf, messageWith } from './beside'
import { keysFrom } from './jwks'
import { currentProfile, knownFor, knownIn, profilesOf } from './knowledge'
import type { Ports } from './ports'
import type { Data, Store } from './store'
import type { Check } from './verification'

type Inspect = Parameters<Protocol['tokenInspect']>[0]

/** Reads, opens, verifies and judges a token. Nothing of it is stored. */
export function createTokens(ports: Ports, store: Store, check: Check) {
  return async (input: Inspect): Promise<TokenView> => {
    const data = await store.data()
    const profile = profileOf(data, input.profileId)
    const given = input.jwks?.trim() ? keysFrom(input.jwks, 'pasted') : null
    const { jwt, decryption, verification, keyIssues } = await check(input.text, profile, given)
    const flow = input.flowId === null ? null : await store.flow(input.flowId)
    const message = flow && messageWith(flow, input.text)
    const known = flow
      ? knownIn(flow, data, ports.now(), await besideOf(flow, data, message))
      : knownFor(data, profile, ports.now(), {
          state: null,
          nonce: expectedNonce(data, jwt, input.nonce),
        })
    const artefact = { jwt, verification, known }
    const jarm = carriedBy(message, input.text)
    return {
      jwt,
      header: claimViews('headers', jwt.header),
      payload: claimViews('claims', jwt.payload),
      verification,
      decryption,
      results: [
        ...(jarm
          ? judge('jarm', { ...artefact, message: jarm, decryption }, known.ruleProfile)
          : []),
        ...judge('jwt', artefact, known.ruleProfile),
        ...(!jarm && looksLikeIdToken(jwt) ? judge('id-token', artefact, known.ruleProfile) : []),
        ...(looksLikeAccessToken(jwt) ? judge('access-token', artefact, known.ruleProfile) : []),
      ],
      keyIssues,
      judgedAt: known.now,
    }
  }
}

/** The authorization response that a token is; null where it is something else. */
function carriedBy(message: OAuthMessage | null, text: string): AuthorizationResponse | null {
  if (message?.kind !== 'authorization-response') return null
  return param(message.params, 'response') === text.trim() ? message : null
}

function profileOf(data: Data, id: string | null): Profile | null {
  return profilesOf(data).find((profile) => profile.id === id) ?? currentProfile(data)
}

/** The nonce that was typed in; else that of the token, where the tester told it of a request. */
function expectedNonce(data: Data, jwt: DecodedJwt, typed: string | null): string | null {
  if (typed?.trim()) return typed.trim()
  const own = jwt.payload?.['nonce']
  const told = [...data.requests, ...data.live].map(({ expected }) => expected.nonce)
  return typeof own === 'string' && told.includes(own) ? own : null
}

function claimViews(
  registry: 'headers' | 'claims',
  object: JsonObject | null,
): readonly ClaimView[] {
  return Object.entries(object ?? {}).map(([name, value]) => ({
    name,
    value,
    kind: claimKind(registry, name, value),
    registered: isRegistered(registry, name),
  }))
}
