import { endpointUrl } from '@/lib/client/endpoints'
import type { CommandResult } from '@/lib/messaging/command-result'
import { refuse } from './refuse'
import { profilesOf, usableMetadata } from '@/lib/storage/select'
import { hostIssue } from './named-hosts'
import type { Ports } from './ports'
import type { Store } from './store'

/**
 * Opens the token endpoint in a tab, so that the browser prompts for a certificate and uses it for
 * this host from then on. An extension cannot choose it.
 *
 * @see [RFC 8705](https://www.rfc-editor.org/rfc/rfc8705.html#section-5)
 */
export function createCertificate(ports: Ports, store: Store) {
  return async (profileId: string): Promise<CommandResult<object>> => {
    const data = await store.data()
    const profile = profilesOf(data).find(({ id }) => id === profileId)
    if (!profile) return refuse({ code: 'profile_missing' })
    const metadata = usableMetadata(data, profile)
    if (!metadata) return refuse({ code: 'metadata_missing', seen: profile.issuer })
    const url = endpointUrl({ profile, metadata }, 'token')
    if (typeof url !== 'string') return refuse(url)
    const issue = await hostIssue(ports, store, profile.issuer, url)
    if (issue) return refuse(issue)
    await ports.openUrl(url, 'tab')
    return { ok: true }
  }
}
