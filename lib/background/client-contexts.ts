import { type Refused, refuse } from './refuse'
import type { ClientContext } from '@/lib/client/client-context'
import type { Profile } from '@/lib/oauth/profile'
import type { createKeys } from './keys-service'
import { usableMetadata } from '@/lib/storage/select'
import type { Ports } from './ports'
import { secretKey } from '@/lib/storage/state'
import type { Store } from './store'

/** Collects what a call for a profile needs, or the issues that prevent it. */
export function createContexts(ports: Ports, store: Store, keys: ReturnType<typeof createKeys>) {
  return async (
    profile: Profile | null,
    send: ClientContext['send'],
    dpopKeyId: string | null,
  ): Promise<ClientContext | Refused> => {
    if (!profile) return refuse({ code: 'profile_missing' })
    const metadata = usableMetadata(await store.data(), profile)
    if (!metadata) return refuse({ code: 'metadata_missing', seen: profile.issuer })
    const key = secretKey(profile.id)
    const [signingKey, dpop, { [key]: secret }] = await Promise.all([
      keys.held(profile.signingKeyId),
      dpopKeyId === null ? null : keys.dpopPair(dpopKeyId),
      ports.session.get([key]),
    ])
    if (dpopKeyId !== null && !dpop) return refuse({ code: 'dpop_key_missing' })
    return {
      profile,
      metadata,
      signingKey,
      dpop,
      secret: typeof secret === 'string' ? secret : null,
      send,
      now: ports.now,
    }
  }
}
