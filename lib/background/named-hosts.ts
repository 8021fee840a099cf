import type { Issue } from '@/lib/model/issue'
import { namesHost } from '@/lib/oauth/named-host'
import { isPrivateHost } from '@/lib/model/private-host'
import { isOneHost, parseUrl } from '@/lib/model/url'
import type { Ports } from './ports'
import type { Settings } from '@/lib/storage/state'
import type { Save, Store } from './store'

type Confirmed = Pick<Settings, 'confirmedHosts'>

/**
 * Whether the user granted the host of a URL by name. A grant for all sites does not name it,
 * although the browser then allows every request.
 */
export async function isNamed(
  { access }: Ports,
  { confirmedHosts }: Confirmed,
  url: string,
): Promise<boolean> {
  const parsed = parseUrl(url)
  if (!parsed || !isOneHost(parsed)) return false
  const listed = await access.listed()
  if (listed.some((pattern) => namesHost(pattern, url))) return true
  const pattern = access.pattern(url)
  return confirmedHosts.includes(pattern) && access.isGranted(pattern)
}

/**
 * Whether an issuer on the internet names a URL on the user's computer or network that the user has not
 * confirmed. A server must not decide what Parley calls behind the user's firewall, even if the user granted
 * that host for an app.
 *
 * @see [OWASP SSRF](https://cheatsheetseries.owasp.org/cheatsheets/Server_Side_Request_Forgery_Prevention_Cheat_Sheet.html)
 */
export function asksLocal(
  { confirmedLocal = [] }: Pick<Settings, 'confirmedLocal'>,
  issuer: string | null,
  url: string,
): boolean {
  const parsed = parseUrl(url)
  const from = parseUrl(issuer ?? '')
  if (!parsed || !from || !isPrivateHost(parsed) || isPrivateHost(from)) return false
  return !confirmedLocal.includes(localEntry(issuer ?? '', parsed.origin))
}

const localEntry = (issuer: string, origin: string) => `${issuer} ${origin}`

/** Why Parley must not send to a URL that an issuer names; null if it may. */
export async function hostIssue(
  ports: Ports,
  store: Store,
  issuer: string | null,
  url: string,
): Promise<Issue | null> {
  const { settings } = await store.data()
  const seen = parseUrl(url)?.host ?? url
  if (!(await isNamed(ports, settings, url))) return { code: 'host_not_allowed', seen }
  return asksLocal(settings, issuer, url) ? { code: 'host_local', seen } : null
}

/** Records the hosts that the user confirmed by name, as long as the browser grants them. */
export function createNamedHosts(ports: Ports, store: Store) {
  const keep = (save: Save, settings: Settings, confirmedHosts: readonly string[]) =>
    save({ settings: { ...settings, confirmedHosts } })

  return {
    confirm: (patterns: readonly string[], on: boolean): Promise<void> =>
      store.run(async ({ settings }, save) => {
        const otherHosts = settings.confirmedHosts.filter((pattern) => !patterns.includes(pattern))
        const added = on ? await unlisted(ports, patterns) : []
        await keep(save, settings, [...otherHosts, ...added])
      }),
    /** Records that an issuer on the internet may name this origin. */
    confirmLocal: (issuer: string, origin: string): Promise<void> =>
      store.run(async ({ settings }, save) => {
        const known = settings.confirmedLocal ?? []
        const confirmedLocal = [...new Set([...known, localEntry(issuer, origin)])]
        await save({ settings: { ...settings, confirmedLocal } })
      }),
    /**
     * Drops hosts whose access was revoked, so that the user confirms them again at the next grant.
     */
    sweep: (): Promise<void> =>
      store.run(async ({ settings }, save) => {
        const known = settings.confirmedHosts
        const granted = await filterAsync(known, (pattern) => ports.access.isGranted(pattern))
        if (granted.length < known.length) await keep(save, settings, granted)
      }),
  }
}

/** The patterns of single hosts that the browser grants and does not list. */
async function unlisted(
  { access }: Ports,
  patterns: readonly string[],
): Promise<readonly string[]> {
  const listed = await access.listed()
  const wanted = [...new Set(patterns)].filter(
    (pattern) => namesHost(pattern, pattern) && !listed.some((each) => namesHost(each, pattern)),
  )
  return filterAsync(wanted, (pattern) => access.isGranted(pattern))
}

async function filterAsync<T>(
  values: readonly T[],
  holds: (value: T) => Promise<boolean>,
): Promise<readonly T[]> {
  const held = await Promise.all(values.map(holds))
  return values.filter((_, at) => held[at])
}
