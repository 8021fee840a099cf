import type { ClaimView, Protocol, TokenView } from '@/lib/messaging/protocol'
import { claimKind, isRegistered } from '@/lib/jose/claims'
import { decodeJwt } from '@/lib/jose/decode'
import type { DecodedJwt, JsonObject, Verification } from '@/lib/jose/types'
import { verifyJwt } from '@/lib/jose/verify'
import type { Issue } from '@/lib/oauth/issue'
import { looksLikeIdToken } from '@/lib/oauth/jwt-role'
import type { Profile } from '@/lib/oauth/profile'
import { judge } from '@/lib/rules/run'
import { keysFrom, type JwksService, type Keys } from './jwks'
import { currentProfile, knownFor, profilesOf } from './knowledge'
import type { Ports } from './ports'
import type { Data, Store } from './store'

type Inspect = Parameters<Protocol['tokenInspect']>[0]

/** Reads, verifies and judges a pasted token. Nothing of it is stored. */
export function createTokens(ports: Ports, store: Store, jwks: JwksService) {
  return async (input: Inspect): Promise<TokenView> => {
    const data = await store.data()
    const profile = profileOf(data, input.profileId)
    const jwt = decodeJwt(input.text)
    const { verification, issues } = await verify(jwt, input, profile, jwks)
    const judgedAt = ports.now()
    const known = knownFor(data, profile, judgedAt, {
      state: null,
      nonce: expectedNonce(data, jwt, input.nonce),
    })
    const artefact = { jwt, verification, known }
    const ruleProfile = profile?.ruleProfile ?? 'oauth2'
    return {
      jwt,
      header: claimViews('headers', jwt.header),
      payload: claimViews('claims', jwt.payload),
      verification,
      results: [
        ...judge('jwt', artefact, ruleProfile),
        ...(looksLikeIdToken(jwt) ? judge('id-token', artefact, ruleProfile) : []),
      ],
      keyIssues: issues,
      judgedAt,
    }
  }
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

interface Verified {
  readonly verification: Verification
  readonly issues: readonly Issue[]
}

/** Keys of the issuer that do not hold the token's kid are fetched once more: they may have been rotated. */
async function verify(
  jwt: DecodedJwt,
  input: Inspect,
  profile: Profile | null,
  jwks: JwksService,
): Promise<Verified> {
  if (input.jwks?.trim()) return verifyWith(jwt, keysFrom(input.jwks, 'pasted'))
  if (jwt.kind !== 'jws' || !profile) return verifyWith(jwt, { jwks: null, issues: [] })
  const first = await verifyWith(jwt, await jwks.keys(profile))
  if (first.verification.reason !== 'kid-unknown') return first
  const fresh = await jwks.refetch(profile)
  return fresh ? verifyWith(jwt, fresh) : first
}

async function verifyWith(jwt: DecodedJwt, { jwks, issues }: Keys): Promise<Verified> {
  return { verification: await verifyJwt(jwt, jwks), issues }
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
