import { foreignHosts, hostIn, namedHosts, type NamedHost } from '@/lib/oauth/foreign-hosts'
import type { Metadata } from '@/lib/oauth/metadata'
import type { ClientSettings, DiscoverySource, ProfileDraft } from '@/lib/oauth/profile'
import { trimDraft } from '@/lib/oauth/profile-draft'
import { readPasted } from '@/lib/oauth/read-metadata'
import { wellKnownUrls } from '@/lib/oauth/well-known-form'
import type { ImportedProfile } from './profile-import'

/** The settings that determine where codes, tokens and secrets are sent. */
export type GuardedSettings = Partial<
  Pick<ClientSettings, 'discovery' | 'autoExchange' | 'resourceServers'>
>

/** The sentence of each is `import.withheld.<code>`. */
export const withheldCodes = [
  'document',
  'document_own',
  'document_unreadable',
  'url',
  'auto_exchange',
  'resource_servers',
] as const

/** A setting of a file that is not applied until the user confirms it. */
export interface Withheld {
  readonly field: keyof GuardedSettings
  readonly code: (typeof withheldCodes)[number]
  /** The hosts that it would send to or read from. */
  readonly hosts: readonly NamedHost[]
  readonly setting: GuardedSettings
}

/**
 * The profile of a file without settings that would send data to a host that the user has not
 * confirmed: metadata outside the issuer's well-known locations, resource servers outside the
 * issuer's host, and the automatic exchange of codes.
 *
 * @see [RFC 8414](https://www.rfc-editor.org/rfc/rfc8414.html#section-3.3)
 * @see [RFC 9700](https://www.rfc-editor.org/rfc/rfc9700.html#section-4.4)
 */
export function withhold(found: ImportedProfile): {
  readonly profile: ImportedProfile
  readonly withheld: readonly Withheld[]
} {
  const draft = trimDraft(found.draft)
  const own = ownServers(draft)
  const withheld = [...ofDiscovery(draft), ...ofAutoExchange(draft), ...ofServers(draft, own)]
  const gone = new Set<string>(withheld.map(({ field }) => field))
  if (own.length > 0) gone.delete('resourceServers')
  return {
    profile: {
      ...found,
      draft: {
        ...draft,
        discovery: isOwn(draft) ? draft.discovery : { kind: 'derived' },
        autoExchange: false,
        resourceServers: own,
      },
      taken: found.taken.filter(({ field }) => !gone.has(field)),
    },
    withheld,
  }
}

/**
 * The hosts of the `redirect_uri` values that are sent, including one that an extra parameter sets.
 */
export function redirectHosts({
  redirectUris,
  authorizationParams,
}: Pick<ProfileDraft, 'redirectUris' | 'authorizationParams'>): readonly string[] {
  const extra = authorizationParams.flatMap(([name, value]) =>
    name === 'redirect_uri' ? [value] : [],
  )
  const uris = [...redirectUris, ...extra].filter((uri) => /^\s*https?:/i.test(uri))
  return [...new Set(uris.flatMap((uri) => hostIn(uri) ?? []))]
}

/** Whether the metadata is read from one of the issuer's well-known locations. */
function isOwn({ issuer, discovery }: Pick<ProfileDraft, 'issuer' | 'discovery'>): boolean {
  if (discovery.kind === 'document') return false
  if (discovery.kind === 'derived') return true
  return wellKnownUrls(issuer).some(({ url }) => url === discovery.url)
}

function ofDiscovery(draft: ProfileDraft): readonly Withheld[] {
  const { discovery, issuer } = draft
  if (isOwn(draft)) return []
  const item = { field: 'discovery', setting: { discovery } } as const
  if (discovery.kind === 'url')
    return [{ ...item, code: 'url', hosts: hostOnly(discovery.url, 'metadata') }]
  const json = documentOf(draft)
  const hosts = foreignHosts(issuer, json)
  if (!json) return [{ ...item, code: 'document_unreadable', hosts }]
  return [{ ...item, code: hosts.length > 0 ? 'document' : 'document_own', hosts }]
}

function ofAutoExchange(draft: ProfileDraft): readonly Withheld[] {
  if (!draft.autoExchange) return []
  const setting = { autoExchange: true }
  return [{ field: 'autoExchange', code: 'auto_exchange', hosts: tokenHosts(draft), setting }]
}

/**
 * The hosts that codes are sent to, if the file names them; otherwise the host that the metadata is
 * read from.
 */
function tokenHosts(draft: ProfileDraft): readonly NamedHost[] {
  const { discovery, issuer } = draft
  if (discovery.kind !== 'document')
    return hostOnly(discovery.kind === 'url' ? discovery.url : issuer, 'metadata')
  return namedHosts(documentOf(draft)).flatMap(({ host, members }) => {
    const named = members.filter((member) => member.endsWith('token_endpoint'))
    return named.length > 0 ? [{ host, members: named }] : []
  })
}

function ofServers({ resourceServers }: ProfileDraft, own: readonly string[]): readonly Withheld[] {
  const foreignServers = resourceServers.filter((url) => !own.includes(url))
  if (foreignServers.length === 0) return []
  return [
    {
      field: 'resourceServers',
      code: 'resource_servers',
      hosts: foreignServers.map((url) => ({ host: hostIn(url) ?? url, members: [] })),
      setting: { resourceServers },
    },
  ]
}

/** The resource servers on the issuer's own host. */
function ownServers({ issuer, resourceServers }: ProfileDraft): readonly string[] {
  const own = hostIn(issuer)
  return resourceServers.filter((url) => own !== null && hostIn(url) === own)
}

function documentOf({
  discovery,
  issuer,
}: {
  readonly discovery: DiscoverySource
  readonly issuer: string
}): Metadata | null {
  return discovery.kind === 'document' ? readPasted(discovery.text, issuer).json : null
}

function hostOnly(url: string, member: string): readonly NamedHost[] {
  return [{ host: hostIn(url) ?? url, members: [member] }]
}
