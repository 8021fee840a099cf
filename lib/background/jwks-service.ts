import { type Keys } from '@/lib/judge/verification-keys'
import { fetchJwks, type FetchedJwks } from '@/lib/client/fetch-jwks'
import { contextOfProfile } from '@/lib/facts/judging-context'
import { judgeKeySet } from '@/lib/judge/judge-message'
import { keysOf as keysOfSet, signingKidsOf } from '@/lib/jose/key-set'
import { jwkIssues } from '@/lib/jose/jwk-issues'
import { jwkFacts, privateMembers, readJwks } from '@/lib/jose/jwks'
import type { JsonObject } from '@/lib/model/json'
import type { JwksIssue, JwksSource } from '@/lib/jose/types'
import type { JwksView, JwkView } from '@/lib/messaging/views'
import type { Issue } from '@/lib/model/issue'
import type { Profile } from '@/lib/oauth/profile'
import { isReachable, parseUrl } from '@/lib/model/url'
import { nameAccess } from './access-service'
import { profilesOf, usableMetadata } from '@/lib/storage/select'
import type { Ports } from './ports'
import type { Store } from './store'

/** An unknown `kid` does not trigger a new fetch more often than this, in milliseconds. */
const refetchMs = 60_000

const key = (profileId: string) => `jwks:${profileId}`

/**
 * Cached keys, when an unknown `kid` last triggered a new fetch, and `kid` of the signing keys before they
 * last changed.
 */
type KeptJwks = FetchedJwks & {
  readonly refetchedAt: number | null
  readonly earlierKids: readonly string[] | null
}

interface Fetched {
  readonly kept: KeptJwks | null
  readonly issues: readonly Issue[]
}

/** Fetches the keys of issuers and caches them as long as the server allows. */
export function createJwks(ports: Ports, store: Store) {
  const cached = async (profile: Profile, url: string): Promise<KeptJwks | null> => {
    const known = (await ports.session.get([key(profile.id)]))[key(profile.id)] as
      KeptJwks | undefined
    return known?.url === url ? known : null
  }

  const keep = (profile: Profile, kept: KeptJwks) => ports.session.set({ [key(profile.id)]: kept })

  const fetchNow = async (
    profile: Profile,
    url: string,
    refetchedAt: number | null,
  ): Promise<Fetched> => {
    const { jwks, issues } = await fetchJwks(ports.fetch, url, ports.now())
    const earlierKids = jwks && kidsBefore(jwks, await cached(profile, url))
    const kept: KeptJwks | null = jwks && { ...jwks, refetchedAt, earlierKids }
    if (kept) await keep(profile, kept)
    return { kept, issues: await nameAccess(ports, url, issues) }
  }

  /** Fetches under way. Tokens that are verified at the same time share one. */
  const running = new Map<string, Promise<Fetched>>()

  const fetchKept = (
    ...[profile, url, refetchedAt]: Parameters<typeof fetchNow>
  ): Promise<Fetched> => {
    const id = `${profile.id} ${url}`
    const known = running.get(id)
    if (known) return known
    const begun = fetchNow(profile, url, refetchedAt).finally(() => running.delete(id))
    running.set(id, begun)
    return begun
  }

  const fetchKeys = async (...requested: Parameters<typeof fetchKept>): Promise<Keys> => {
    const { kept, issues } = await fetchKept(...requested)
    return kept ? keysOf(kept) : { jwks: null, issues }
  }

  const locate = async (profile: Profile): Promise<{ url: string } | Keys> => {
    const metadata = usableMetadata(await store.data(), profile)
    if (!metadata) return missing({ code: 'metadata_missing', seen: profile.issuer })
    const uri = metadata['jwks_uri']
    const url = typeof uri === 'string' ? parseUrl(uri) : null
    if (typeof uri !== 'string' || !url) return missing({ code: 'jwks_uri_missing' })
    return isReachable(url) ? { url: uri } : missing({ code: 'url_not_https', seen: uri })
  }

  const judgedView = async (
    profile: Profile,
    kept: KeptJwks,
    issues: readonly Issue[] = [],
  ): Promise<JwksView> => {
    const context = contextOfProfile(await store.data(), profile, kept.fetchedAt, noExpected)
    const results = await judgeKeySet(kept, context, kept.earlierKids)
    return { ...(await keysViewOf(kept, issues)), results }
  }

  return {
    /** The keys of a profile's issuer, from the cache while it is fresh. */
    async keys(profile: Profile): Promise<Keys> {
      const place = await locate(profile)
      if (!('url' in place)) return place
      const known = await cached(profile, place.url)
      if (known && ports.now() < known.expiresAt) return keysOf(known)
      return fetchKeys(profile, place.url, known?.refetchedAt ?? null)
    },

    /** Fetches the keys again for an unknown `kid`, once a minute even if the server does not respond. */
    async refetch(profile: Profile): Promise<Keys> {
      const place = await locate(profile)
      if (!('url' in place)) return place
      const known = await cached(profile, place.url)
      const now = ports.now()
      if (known && known.refetchedAt !== null && now - known.refetchedAt < refetchMs)
        return keysOf(known)
      const fresh = await fetchKeys(profile, place.url, now)
      const old = fresh.jwks ? null : await cached(profile, place.url)
      if (old) await keep(profile, { ...old, refetchedAt: now })
      return fresh
    },

    /** The keys as they were fetched before, for a flow that must not cause a request. */
    async known(profile: Profile): Promise<Keys> {
      const place = await locate(profile)
      if (!('url' in place)) return place
      const kept = await cached(profile, place.url)
      return kept ? keysOf(kept) : missing({ code: 'keys_not_fetched' })
    },

    /** The keys of a profile's issuer for display; `again` bypasses the cache. */
    async view(profileId: string, again: boolean): Promise<JwksView> {
      const profile = profilesOf(await store.data()).find(({ id }) => id === profileId)
      const place = profile ? await locate(profile) : missing({ code: 'profile_missing' })
      if (!profile || !('url' in place)) return { ...nothingRead, issues: issuesOf(place) }
      const { url } = place
      const known = await cached(profile, url)
      if (known && !again && ports.now() < known.expiresAt) return judgedView(profile, known)
      const { kept, issues } = await fetchKept(profile, url, known?.refetchedAt ?? null)
      const shown = kept ?? known
      return shown ? judgedView(profile, shown, issues) : { ...nothingRead, url, issues }
    },
  }
}

const noExpected = { state: null, nonce: null }

/** The view of keys that were not read. */
export const nothingRead = { url: null, fetchedAt: null, keys: [], results: [] } as const

/** `kid` of the signing keys before the keys last changed; null if they have not changed. */
function kidsBefore(jwks: FetchedJwks, known: KeptJwks | null): readonly string[] | null {
  if (!known || known.body === jwks.body) return known?.earlierKids ?? null
  return signingKidsOf(keysOfSet(known) ?? [])
}

const issuesOf = (place: { readonly url: string } | Keys) => ('url' in place ? [] : place.issues)

/** Every key with its issues. Issues that belong to none of these keys are separate. */
export async function keysViewOf(
  kept: Pick<FetchedJwks, 'url' | 'body'> & Pick<JwksView, 'fetchedAt'>,
  more: readonly Issue[],
): Promise<Omit<JwksView, 'results'>> {
  const { keys, issues } = readJwks(kept.body)
  const places = placesOf(keys.length, issues)
  const issuesAt = Map.groupBy(issues, ({ index }) => index)
  const keyPlaces = new Set<number | null>(places)
  const judged = jwkIssues(keys)
  const views = keys.map(async (jwk, at): Promise<JwkView> => {
    const own = (issuesAt.get(places[at] ?? null) ?? []).map(issueOf)
    return {
      jwk: withoutSecrets(jwk),
      facts: await jwkFacts(jwk),
      issues: [...own, ...(judged[at] ?? [])],
    }
  })
  const apart = issues.filter(({ index }) => !keyPlaces.has(index))
  return {
    url: kept.url,
    fetchedAt: kept.fetchedAt,
    keys: await Promise.all(views),
    issues: [...more, ...apart.map(issueOf)],
  }
}

/** The index of each key in the JWKS, which may also have invalid entries. */
function placesOf(count: number, issues: readonly JwksIssue[]): readonly number[] {
  const leftOut = new Set(
    issues.flatMap(({ code, index }) =>
      code === 'key_not_object' || code === 'kty_missing' ? [index] : [],
    ),
  )
  return Array.from({ length: count + leftOut.size }, (_, at) => at).filter(
    (at) => !leftOut.has(at),
  )
}

/** Drops private members that a server publishes by mistake. */
function withoutSecrets(jwk: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(jwk).filter(([name]) => !privateMembers.includes(name)))
}

const issueOf = ({ code, seen, expected }: JwksIssue): Issue => ({
  code: `jwks_${code}`,
  ...(seen === undefined ? {} : { seen }),
  ...(expected === undefined ? {} : { expected }),
})

/** Maximum number of issues shown with a token. */
const maxIssues = 20

/** An issue with the position of its key, for a place that does not show the keys. */
const placedIssueOf = (issue: JwksIssue): Issue => {
  const { index, seen } = issue
  return issueOf(index === null ? issue : { ...issue, seen: `${index + 1}: ${seen ?? '–'}` })
}

const missing = (issue: Issue): Keys => ({ jwks: null, issues: [issue] })

const keysOf = ({ body }: FetchedJwks): Keys => keysFrom(body, 'jwks_uri')

/** Reads a JWKS. Problems become issues, and the usable keys remain. */
export function keysFrom(text: string, source: JwksSource): Keys {
  const { keys, issues } = readJwks(text)
  return {
    jwks: { keys, source },
    issues: issues.slice(0, maxIssues).map(placedIssueOf),
  }
}
