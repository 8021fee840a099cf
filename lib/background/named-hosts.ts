import type { Issue } from '@/lib/model/issue'
import { namesHost } from '@/lib/oauth/named-host'
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

/** Why Parley must not send to a URL; null if it may. */
export async function hostIssue(ports: Ports, store: Store, url: string): Promise<Issue | null> {
  const { settings } = await store.data()
  if (await isNamed(ports, settings, url)) return null
  return { code: 'host_not_allowed', seen: parseUrl(url)?.host ?? url }
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
