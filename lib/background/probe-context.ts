import type { ClientContext } from '@/lib/client/client-context'
import { endpointUrl } from '@/lib/client/endpoints'
import type { ProbeKeys, ProbeTools } from '@/lib/client/probes/change-params'
import type { Issue } from '@/lib/model/issue'
import type { ProbeFacts, StepOfProbe } from '@/lib/oauth/probes/model'
import { profilesOf, usableMetadata } from '@/lib/storage/select'
import type { CallServices } from './calls'

/** A profile whose issuer is marked as a test system, with what its tests depend on. */
export async function probeFacts(
  { store }: Pick<CallServices, 'store'>,
  profileId: string,
): Promise<ProbeFacts | Issue> {
  const data = await store.data()
  const profile = profilesOf(data).find(({ id }) => id === profileId)
  if (!profile) return { code: 'profile_missing' }
  if (!profile.testSystem) return { code: 'not_test_system', seen: profile.issuer }
  const metadata = usableMetadata(data, profile)
  if (!metadata) return { code: 'metadata_missing', seen: profile.issuer }
  const key = data.keys.find(({ id }) => id === profile.signingKeyId)
  return { profile, metadata, keyAlgs: key?.algs ?? [] }
}

/** What the change of a step is made with. `clockOffset` is in seconds. */
export async function probeTools(
  { ports, keys }: Pick<CallServices, 'ports' | 'keys'>,
  ctx: ClientContext,
  { step }: StepOfProbe,
  known: { readonly clockOffset: number; readonly assertion: string | null },
): Promise<ProbeTools> {
  const urlOf = (endpoint: 'token' | 'par') => {
    const url = endpointUrl(ctx, endpoint)
    return typeof url === 'string' ? url : ''
  }
  return {
    facts: {
      issuer: ctx.profile.issuer,
      tokenEndpoint: urlOf('token'),
      parEndpoint: urlOf('par'),
      now: Math.floor(ports.now() / 1000) + known.clockOffset,
      fresh: ports.newId(),
    },
    keys: await probeKeys(keys, ctx, step.change.kind === 'assertion-alg' ? step.change.alg : null),
    earlierAssertion: known.assertion,
  }
}

async function probeKeys(
  keys: CallServices['keys'],
  ctx: ClientContext,
  alg: string | null,
): Promise<ProbeKeys> {
  const { profile, signingKey, secret } = ctx
  const own = signingKey?.privateKey ?? null
  const other = alg === null ? null : await keys.held(profile.signingKeyId, alg)
  return {
    assertion: profile.clientAuth.method === 'client_secret_jwt' ? secret : own,
    requestObject: own,
    keyFor: (wanted) => (wanted === alg ? (other?.privateKey ?? null) : null),
  }
}
