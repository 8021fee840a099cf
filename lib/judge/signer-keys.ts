import type { DecodedJwt, Jwks } from '@/lib/jose/types'
import type { Refusal } from '@/lib/jose/key-choice'
import { keysTried } from '@/lib/jose/keys-tried'
import { unverified } from '@/lib/jose/verification'
import { verifyJwt } from '@/lib/jose/verify'
import type { Flow } from '@/lib/flow/model/flow'
import type { KeyInfo } from '@/lib/model/key'
import { allEndpoints } from '@/lib/oauth/endpoint-members'
import type { Profile } from '@/lib/oauth/profile'
import type { Party, Signer } from '@/lib/oauth/token-signer'
import type { IssuerKeys, Keys, Verified } from './verification-keys'
import { currentProfile, profileOf, profilesOf, usableMetadata } from '@/lib/storage/select'
import type { Data } from '@/lib/storage/data'

type NamedSigner = Extract<Signer, { readonly parties: unknown }>

/** The profiles to choose keys by: the profile of the flow, the current profile, the rest. */
export function partiesOf(data: Data, flow: Flow | null): readonly Party[] {
  const first = [flow && profileOf(data, flow.profileId), currentProfile(data)]
  const profiles = new Set([...first, ...profilesOf(data)])
  return [...profiles].flatMap((profile) => (profile ? [partyOf(data, profile)] : []))
}

function partyOf(data: Data, profile: Profile): Party {
  const { id, name, issuer, clientId } = profile
  const metadata = usableMetadata(data, profile)
  return {
    id,
    name,
    issuer,
    clientId,
    audiences: [issuer, ...allEndpoints(metadata)],
    isUsable: metadata !== null,
  }
}

/**
 * Verifies with the keys of an issuer. Fetches them once more if they may have been rotated: no key
 * has the token's `kid`, or the token has no `kid` and no key matches.
 */
export async function verifyByIssuer(
  jwt: DecodedJwt,
  { parties, otherwise }: NamedSigner,
  data: Data,
  jwks: IssuerKeys,
): Promise<Verified> {
  const { profile, keys } = await issuerKeys(parties, data, jwks)
  const first = await verifyWith(jwt, keys)
  const fresh = profile && mayBeRotated(jwt, first) ? await jwks.refetch(profile) : null
  const verified = fresh?.jwks ? await verifyWith(jwt, fresh) : first
  return doubted(verified, otherwise)
}

/** The keys of the first of these profiles that has any, and why the others have none. */
export async function issuerKeys(
  parties: readonly Party[],
  data: Data,
  jwks: IssuerKeys,
): Promise<{ readonly profile: Profile | null; readonly keys: Keys }> {
  const issues: Keys['issues'][] = []
  for (const { id } of parties) {
    const profile = profileOf(data, id)
    if (!profile) continue
    const keys = await jwks.keys(profile)
    if (keys.jwks) return { profile, keys }
    issues.push(keys.issues)
  }
  return { profile: null, keys: { jwks: null, issues: issues[0] ?? [] } }
}

function mayBeRotated({ header }: DecodedJwt, { verification }: Verified): boolean {
  const { status, reason, keys } = verification
  if (reason === 'kid-unknown') return true
  return status !== 'valid' && keys !== null && header?.['kid'] === undefined
}

/**
 * Verifies with the client's signing key, as its profile has it now. The client may have other keys
 * that Parley does not know, so only a signature by this key is judged.
 */
export async function verifyByClient(
  jwt: DecodedJwt,
  { parties, otherwise }: NamedSigner,
  data: Data,
  at: number | null,
): Promise<Verified> {
  const infos = signingKeys(parties, data)
  if (infos.length === 0)
    return refused({ reason: 'client-key-missing', seen: parties[0].name || parties[0].clientId })
  const kid = jwt.header?.['kid']
  const named = kid === undefined ? infos : infos.filter((info) => info.kid === kid)
  const tried = named.length > 0 ? named : infos
  const jwks: Jwks = {
    keys: tried.map(({ publicJwk, kid: own }) => ({ ...publicJwk, kid: kid ?? own, use: 'sig' })),
    source: 'client',
  }
  const verified = await verifyWith(jwt, { jwks, issues: [] })
  const { verification } = verified
  // Parley does not know which `kid` values the client has published.
  if (verification.status === 'valid')
    return named.length > 0
      ? verified
      : { ...verified, verification: { ...verification, keys: null } }
  // Without a `kid`, any key of the client may have signed.
  const isOther = kid === undefined || named.length === 0 || verification.status === 'not-run'
  return doubted(verified, isOther ? otherKey(jwt, tried) : (otherwise ?? newerKey(jwt, tried, at)))
}

/** The signing keys of the client in these profiles; null if it has none. */
export function clientJwks(parties: readonly Party[], data: Data): Jwks | null {
  const keys = signingKeys(parties, data).map(({ publicJwk, kid }) => ({ ...publicJwk, kid }))
  return keys.length > 0 ? { keys, source: 'client' } : null
}

function signingKeys(parties: readonly Party[], data: Data): readonly KeyInfo[] {
  const ids = new Set(parties.map(({ id }) => profileOf(data, id)?.signingKeyId))
  return data.keys.filter(({ id }) => ids.has(id))
}

function otherKey({ header }: DecodedJwt, tried: readonly KeyInfo[]): Refusal {
  const name = (kid: unknown, alg: unknown) =>
    [kid, alg].filter((each) => each !== undefined).join(' ')
  return {
    reason: 'client-key-other',
    seen: name(header?.['kid'], header?.['alg']),
    expected: tried.map(({ kid, alg }) => name(kid, alg)).join(', '),
  }
}

/**
 * A key that Parley generated after the token was made, or that was added after the message of a
 * flow, has replaced the key that signed.
 */
function newerKey(
  { payload }: DecodedJwt,
  tried: readonly KeyInfo[],
  at: number | null,
): Refusal | null {
  const iat = payload?.['iat']
  const madeAt = at ?? (typeof iat === 'number' ? iat * 1000 : null)
  if (madeAt === null) return null
  const isNewer = tried.every(
    ({ createdAt, origin }) => createdAt > madeAt && (at !== null || origin === 'generated'),
  )
  return isNewer ? { reason: 'client-key-newer' } : null
}

export async function verifyWith(jwt: DecodedJwt, { jwks, issues }: Keys): Promise<Verified> {
  const verification = await verifyJwt(jwt, jwks)
  const tried = jwks && verification.status !== 'valid' ? keysTried(jwt, jwks) : []
  return { verification, keyIssues: issues, ...(tried.length > 0 ? { tried } : {}) }
}

export function refused(refusal: Refusal): Verified {
  return { verification: unverified(refusal), keyIssues: [] }
}

/** A signature is not called invalid if the keys may be the wrong ones. */
function doubted(verified: Verified, doubt: Refusal | null): Verified {
  const { status, reason, source } = verified.verification
  const isTried = status !== 'valid' && reason !== 'jwks-missing' && reason !== 'jwks-unreadable'
  return doubt && isTried ? { ...verified, verification: unverified(doubt, source) } : verified
}
