import { useCurrentProfile } from '@/components/connected/use-flow-profile'
import type { FlowSummary } from '@/lib/flow/model/flow'
import { decoupledGrants, type DecoupledGrant } from '@/lib/oauth/decoupled'
import { useMirror } from '@/lib/state/mirror'
import { t } from '@/lib/i18n'
import type { LibraryItem } from '../library'

const names = {
  ciba: 'panel.decoupled.ciba',
  device: 'panel.decoupled.device',
} as const satisfies Record<DecoupledGrant, string>

const grantName = (grant: DecoupledGrant): string => t(names[grant])

/** The newest flow of the current profile with this grant; undefined if it was never sent. */
export function lastRun(
  flows: readonly FlowSummary[],
  profileId: string,
  grant: DecoupledGrant,
): FlowSummary | undefined {
  return flows.find(
    (flow) =>
      flow.decoupled?.grant === grant &&
      flow.profileId === profileId &&
      flow.removedAt === undefined &&
      !flow.imported,
  )
}

/** Both grants, each with the state of its last run. */
export function useDecoupledItems(): readonly LibraryItem[] {
  const profile = useCurrentProfile()
  const flows = useMirror((state) => state.flows)
  if (!profile) return []
  return decoupledGrants.map((grant) => {
    const last = lastRun(flows, profile.id, grant)
    return {
      id: grant,
      name: grantName(grant),
      status: last?.error ?? null,
      verdict: last?.status ?? null,
    }
  })
}
