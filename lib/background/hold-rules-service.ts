import type { FlowFacts } from '@/lib/flow/model/flow-facts'
import { holdRules, isThere, type HoldRule, type HoldWorld } from '@/lib/flow/hold/hold-rules'
import type { Profile } from '@/lib/oauth/profile'
import { knownClient, presentFacts, profilesOf } from '@/lib/storage/select'
import type { Ports } from './ports'
import type { Data } from '@/lib/storage/data'

let known: { readonly world: string; readonly rules: readonly HoldRule[] } | undefined

/** The rules for the stored state. Every page load needs them, so they are cached. */
export function wantedRules(
  { holdRules: { matchesResponseHeaders } }: Ports,
  data: Data,
): readonly HoldRule[] {
  const wanted = { ...heldWorld(data), matchesResponseHeaders }
  const world = JSON.stringify(wanted)
  if (known?.world !== world) known = { world, rules: holdRules(wanted) }
  return known.rules
}

function heldWorld(data: Data): Omit<HoldWorld, 'matchesResponseHeaders'> {
  const serversOf = (profile: Profile | undefined) => {
    const client = profile && knownClient(data, profile)
    return client ? [client.issuer, client.authorizationEndpoint ?? client.issuer] : []
  }
  const profiles = profilesOf(data)
  const profileOf = (profileId: string | null) => profiles.find(({ id }) => id === profileId)
  const unheld = presentFacts(data).filter(isUnheld)
  const ownHolds = unheld.filter(({ marks }) => marks.includes('hold'))
  const profileHolds = unheld
    .filter((flow) => holdsOtherUri(profileOf(flow.profileId), flow))
    .filter((flow) => isThere(flow, data))
    .slice(0, maxFlowsOfOwn)
  return {
    clients: profiles
      .filter(({ hold }) => hold)
      .map((profile) => ({
        redirectUris: profile.redirectUris,
        anyPort: true,
        servers: serversOf(profile),
      })),
    flows: [...ownHolds, ...profileHolds].map(({ tabId, profileId, ...flow }) => ({
      tabId,
      redirectUris: flow.redirectUris,
      anyPort: flow.requestedUri === null,
      servers: serversOf(profileOf(profileId)),
    })),
    // The rules do not depend on the forms, which can be large.
    deliveries: data.deliveries.map((one) => ({ ...one, form: null })),
  }
}

/** A flow in a tab, none of whose responses was held. */
function isUnheld(facts: FlowFacts): facts is FlowFacts & { readonly tabId: number } {
  return facts.tabId !== null && facts.marks.includes('not-held')
}

/**
 * The maximum number of flows held at redirect_uris outside their profile, newest first. The browser
 * limits the number of rules, and any page can request any redirect_uri.
 */
const maxFlowsOfOwn = 20

/** The profile holds responses, and the request named a redirect_uri outside the profile. */
function holdsOtherUri(profile: Profile | undefined, flow: FlowFacts): boolean {
  return (
    profile?.hold === true && flow.redirectUris.some((uri) => !profile.redirectUris.includes(uri))
  )
}

/**
 * Keeps the browser's rules in line with the stored state. `sync` runs before every write, in the
 * queue of the store, so that a held page never sees that it may continue before the rules allow it.
 * A refusal is kept for `check`, because it must not prevent the write.
 */
export function createHoldRules(ports: Ports) {
  let inForce: ReadonlySet<number> | null = null
  let refusal: unknown = null

  return {
    async sync(data: Data): Promise<void> {
      const wanted = wantedRules(ports, data)
      try {
        const now = inForce ?? new Set(await ports.holdRules.ids())
        const ids = new Set(wanted.map(({ id }) => id))
        const add = wanted.filter(({ id }) => !now.has(id))
        const remove = [...now].filter((id) => !ids.has(id))
        if (add.length > 0 || remove.length > 0) await ports.holdRules.update(add, remove)
        inForce = ids
        refusal = null
      } catch (error) {
        inForce = null
        refusal = error
      }
    },

    /** Throws the browser's last refusal of the rules. */
    check(): void {
      if (refusal !== null) throw refusal
    },
  }
}
