import { calledEndpoints } from '@/lib/oauth/endpoint-members'
import type { KnownServer } from '@/lib/flow/match/endpoint-call'
import { neededOrigins } from '@/lib/oauth/origins'
import type { Data } from '@/lib/storage/data'
import { knownClient, profilesOf, usableMetadata } from '@/lib/storage/select'

/** The servers of the profiles. */
export function serversOf(data: Data): readonly KnownServer[] {
  return profilesOf(data).map((profile): KnownServer => {
    const metadata = usableMetadata(data, profile)
    return {
      client: knownClient(data, profile),
      endpoints: calledEndpoints(metadata),
      origins: neededOrigins(profile, metadata).map(({ origin }) => origin),
    }
  })
}
