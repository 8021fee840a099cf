import { ChevronDown } from 'lucide-react'
import { Icon } from '@/components/ui/icon'
import { Menu, type TriggerProps } from '@/components/ui/menu'
import type { FlowSummary } from '@/lib/flow/model/flow'
import { flowKinds, isOfKind, type FlowFilter, type FlowKind } from '@/lib/flow/read/flow-filter'
import { useMirror } from '@/lib/state/mirror'
import { t } from '@/lib/i18n'

const kindTexts = {
  failed: 'panel.flows.filter_failed',
  held: 'panel.flows.filter_held',
  imported: 'panel.flows.imported',
  'third-party': 'panel.flows.third_party',
  kept: 'panel.flows.kept',
} as const satisfies Record<FlowKind, string>

interface FlowFiltersProps {
  readonly flows: readonly FlowSummary[]
  readonly filter: FlowFilter
  readonly onFilter: (filter: FlowFilter) => void
}

/** The filters of the list, with the number of flows of each kind. */
export function FlowFilters({ flows, filter, onFilter }: FlowFiltersProps) {
  const { kinds } = filter
  return (
    <div className="ftogs" role="group" aria-label={t('panel.flows.filters')}>
      {flowKinds.map((kind) => (
        <button
          key={kind}
          type="button"
          className="ftog"
          aria-pressed={kinds.includes(kind)}
          onClick={() => onFilter({ ...filter, kinds: toggled(kinds, kind) })}
        >
          {t(kindTexts[kind])}{' '}
          <span className="num">{flows.filter((flow) => isOfKind(flow, kind)).length}</span>
        </button>
      ))}
      <ProfileFilter filter={filter} onFilter={onFilter} />
    </div>
  )
}

function ProfileFilter({ filter, onFilter }: Omit<FlowFiltersProps, 'flows'>) {
  const { profiles: wanted } = filter
  const profiles = useMirror((state) => state.profiles)
  const live = profiles.filter(({ removedAt }) => removedAt === undefined)
  const names = live.flatMap(({ id, name }) => (wanted.includes(id) ? [name] : []))
  const label = names.length === 0 ? t('panel.flows.filter_profile') : names.join(', ')
  if (live.length < 2) return null
  return (
    <Menu
      label={t('panel.flows.filter_profile')}
      items={live.map(({ id, name }) => ({
        id,
        label: name,
        switched: wanted.includes(id),
        onSelect: () => onFilter({ ...filter, profiles: toggled(wanted, id) }),
      }))}
      // oxlint-disable-next-line react/no-unstable-nested-components -- called, not mounted
      trigger={(props) => <ProfileButton label={label} pressed={wanted.length > 0} {...props} />}
    />
  )
}

function ProfileButton({
  label,
  pressed,
  ...props
}: TriggerProps & { label: string; pressed: boolean }) {
  return (
    <button type="button" className="ftog" aria-pressed={pressed} {...props}>
      <span className="cut">{label}</span>
      <Icon of={ChevronDown} />
    </button>
  )
}

function toggled<T>(all: readonly T[], one: T): readonly T[] {
  return all.includes(one) ? all.filter((each) => each !== one) : [...all, one]
}
