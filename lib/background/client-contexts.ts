import { type Refused, refuse } from './refuse'
import type { ClientContext } from '@/lib/client/client-context'
import { fillProfile } from '@/lib/oauth/fill-profile'
import type { ExtraParams, Profile } from '@/lib/oauth/profile'
import type { VariableScope } from '@/lib/oauth/variables'
import type { createKeys } from './keys-service'
import type { ClientSecrets } from '@/lib/judge/verification-keys'
import { usableMetadata } from '@/lib/storage/select'
import type { Ports } from './ports'
import { secretKey } from '@/lib/storage/state'
import type { Store } from './store'

/** Variables that a flow has, such as `auth_time`. */
type FlowValues = ExtraParams

const noValues: FlowValues = []

/** The values of the variables in what a profile sends. */
export function variablesOf(
  ports: Pick<Ports, 'now' | 'newId'>,
  profile: Pick<Profile, 'variables'>,
  flowValues: FlowValues = noValues,
): VariableScope {
  return {
    now: ports.now(),
    values: new Map([...profile.variables, ...flowValues]),
    uuid: ports.newId,
  }
}

/** The client secrets that this session has. */
export function clientSecrets(ports: Ports): ClientSecrets {
  return {
    async secret(profileId) {
      const key = secretKey(profileId)
      const { [key]: secret } = await ports.session.get([key])
      return typeof secret === 'string' ? secret : null
    },
  }
}

/** Collects what a call for a profile needs, or the issues that prevent it. */
export function createContexts(ports: Ports, store: Store, keys: ReturnType<typeof createKeys>) {
  return async (
    profile: Profile | null,
    send: ClientContext['send'],
    dpopKeyId: string | null,
    flowValues: FlowValues = noValues,
  ): Promise<ClientContext | Refused> => {
    if (!profile) return refuse({ code: 'profile_missing' })
    const variables = variablesOf(ports, profile, flowValues)
    const filled = fillProfile(profile, variables)
    if ('issues' in filled) return refuse(...filled.issues)
    const metadata = usableMetadata(await store.data(), profile)
    if (!metadata) return refuse({ code: 'metadata_missing', seen: profile.issuer })
    const [signingKey, dpop, secret] = await Promise.all([
      keys.held(profile.signingKeyId),
      dpopKeyId === null ? null : keys.dpopPair(dpopKeyId),
      clientSecrets(ports).secret(profile.id),
    ])
    if (dpopKeyId !== null && !dpop) return refuse({ code: 'dpop_key_missing' })
    return {
      profile: filled,
      metadata,
      signingKey,
      dpop,
      secret,
      send,
      variables,
      now: ports.now,
    }
  }
}
