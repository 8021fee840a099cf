import { calledOrigins } from '@/lib/client/endpoints'
import type { NeedsUrls } from '@/lib/oauth/endpoint-members'
import { accessUrl, neededOrigins } from '@/lib/oauth/origins'
import type { Issue } from '@/lib/model/issue'
import type { Metadata } from '@/lib/oauth/metadata'
import { trimDraft } from '@/lib/oauth/profile-draft'
import type { Profile, ProfileDraft } from '@/lib/oauth/profile'
import { profilesOf, usableMetadata } from '@/lib/storage/select'
import { asksLocal, isNamed } from './named-hosts'
import type { Ports } from './ports'
import type { OriginAccess } from '@/lib/storage/state'
import type { Data } from '@/lib/storage/data'
import type { Store } from './store'

/** Queries the browser for granted origins of every profile and stores the result. */
export function createAccess(ports: Ports, store: Store) {
  return async (): Promise<void> => {
    await store.run(async (data, save) => {
      const entries = await Promise.all(
        profilesOf(data).map(async (profile) => [
          profile.id,
          await accessOf(ports, data, profile, usableMetadata(data, profile)),
        ]),
      )
      const access = Object.fromEntries(entries) as Data['access']
      const incognitoAllowed = await ports.access.incognitoAllowed()
      if (JSON.stringify({ access, incognitoAllowed }) === JSON.stringify(pick(data))) return
      await save({ access, incognitoAllowed })
    })
  }
}

/** The same for a profile that is not saved yet. */
export function createAccessProbe(ports: Ports, store: Store) {
  return async (data: {
    readonly draft: ProfileDraft
    readonly metadata: Metadata | null
    readonly registers?: true
  }): Promise<readonly OriginAccess[]> => {
    const profile = { ...trimDraft(data.draft), id: '', createdAt: 0 }
    const needs = data.registers ? { ...profile, registration: { clientUri: null } } : profile
    return accessOf(ports, await store.data(), needs, data.metadata)
  }
}

const pick = ({ access, incognitoAllowed }: Data) => ({ access, incognitoAllowed })

/** The access that a profile needs and has, with this metadata. */
function accessOf(
  ports: Ports,
  { settings }: Pick<Data, 'settings'>,
  profile: Omit<Profile, 'registration'> & NeedsUrls,
  metadata: Metadata | null,
): Promise<readonly OriginAccess[]> {
  const called = calledOrigins(profile, metadata)
  return Promise.all(
    neededOrigins(profile, metadata).map(async ({ origin, roles }) => {
      const pattern = ports.access.pattern(accessUrl(roles, origin))
      return {
        origin,
        roles,
        pattern,
        granted: await ports.access.isGranted(pattern),
        named: await isNamed(ports, settings, origin),
        ...(asksLocal(settings, profile.issuer, origin) && { asksLocal: true }),
        calls: called.flatMap((each) => (each.origin === origin ? [each.endpoint] : [])),
      }
    }),
  )
}

/** Whether the browser lets Parley read from a URL. */
function canRead(ports: Ports, url: string): Promise<boolean> {
  return ports.access.isGranted(ports.access.pattern(url))
}

/** The issues that a missing certificate causes. */
const certificateFailures: ReadonlySet<string> = new Set(['fetch_unreachable', 'fetch_timeout'])

/**
 * A failed fetch does not reveal that the certificate is missing or was not chosen: Chromium fails,
 * and Firefox waits for the choice until the timeout.
 */
export function nameCertificate(
  usesCertificate: boolean,
  issues: readonly Issue[],
): readonly Issue[] {
  return usesCertificate
    ? issues.map((issue) =>
        certificateFailures.has(issue.code) ? { ...issue, code: 'fetch_certificate' } : issue,
      )
    : issues
}

/** A failed fetch does not reveal that the browser blocked it, so the missing access is checked. */
export async function nameAccess(
  ports: Ports,
  url: string,
  issues: readonly Issue[],
): Promise<readonly Issue[]> {
  const unreachable = issues.some(({ code }) => code === 'fetch_unreachable')
  if (!unreachable || (await canRead(ports, url))) return issues
  return issues.map((issue) =>
    issue.code === 'fetch_unreachable' ? { ...issue, code: 'fetch_access' } : issue,
  )
}
