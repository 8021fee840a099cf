import { fetchJwks, type FetchedJwks } from '@/lib/client/jwks'
import { readJwks } from '@/lib/jose/jwks'
import type { Jwks, JwksSource } from '@/lib/jose/types'
import type { Issue } from '@/lib/oauth/issue'
import type { Profile } from '@/lib/oauth/profile'
import { isReachable, parseUrl } from '@/lib/oauth/url'
import { nameAccess } from './access'
import { usableMetadata } from './knowledge'
import type { Ports } from './ports'
import type { Store } from './store'

/** The keys of an issuer, or why there are none. */
export interface Keys {
  readonly jwks: Jwks | null
  readonly issues: readonly Issue[]
}

export type JwksService = ReturnType<typeof createJwks>

/** Unknown kids do not fetch the keys again more often than this, in milliseconds. */
const refetchMs = 60_000

const key = (profileId: string) => `jwks:${profileId}`

/** Kept keys, and when an unknown kid made Parley fetch them again. */
type KeptJwks = FetchedJwks & { readonly refetchedAt: number | null }

/** Fetches the keys of issuers, and keeps them as long as the server allows. */
export function createJwks(ports: Ports, store: Store) {
  const cached = async (profile: Profile, url: string): Promise<KeptJwks | null> => {
    const known = (await ports.session.get([key(profile.id)]))[key(profile.id)] as
      KeptJwks | undefined
    return known?.url === url ? known : null
  }

  const fetchKeys = async (
    profile: Profile,
    url: string,
    refetchedAt: number | null,
  ): Promise<Keys> => {
    const { jwks, issues } = await fetchJwks(ports.fetch, url, ports.now())
    const kept: KeptJwks | null = jwks && { ...jwks, refetchedAt }
    if (kept) await ports.session.set({ [key(profile.id)]: kept })
    return jwks ? keysOf(jwks) : { jwks: null, issues: await nameAccess(ports, url, issues) }
  }

  const locate = async (profile: Profile): Promise<{ url: string } | Keys> => {
    const metadata = usableMetadata(await store.data(), profile)
    if (!metadata) return missing({ code: 'metadata_missing', seen: profile.issuer })
    const uri = metadata['jwks_uri']
    const url = typeof uri === 'string' ? parseUrl(uri) : null
    if (typeof uri !== 'string' || !url) return missing({ code: 'jwks_uri_missing' })
    return isReachable(url) ? { url: uri } : missing({ code: 'url_not_https', seen: uri })
  }

  return {
    /** The keys of a profile's issuer, from the cache while they are fresh. */
    async keys(profile: Profile): Promise<Keys> {
      const place = await locate(profile)
      if (!('url' in place)) return place
      const known = await cached(profile, place.url)
      if (known && ports.now() < known.expiresAt) return keysOf(known)
      return fetchKeys(profile, place.url, null)
    },

    /** Fetches the keys again for an unknown kid; null where that was done less than a minute ago. */
    async refetch(profile: Profile): Promise<Keys | null> {
      const place = await locate(profile)
      if (!('url' in place)) return null
      const known = await cached(profile, place.url)
      const refetchedAt = known?.refetchedAt ?? null
      if (refetchedAt !== null && ports.now() - refetchedAt < refetchMs) return null
      return fetchKeys(profile, place.url, ports.now())
    },
  }
}

const missing = (issue: Issue): Keys => ({ jwks: null, issues: [issue] })

const keysOf = ({ body }: FetchedJwks): Keys => keysFrom(body, 'jwks_uri')

/** Reads a JWKS; what is off about it is named, the keys that can be used stay. */
export function keysFrom(text: string, source: JwksSource): Keys {
  const { keys, issues } = readJwks(text)
  return {
    jwks: { keys, source },
    issues: issues.map(({ code, seen }) => ({
      code: `jwks_${code}`,
      ...(seen === undefined ? {} : { seen }),
    })),
  }
}
