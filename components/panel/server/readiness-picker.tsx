import { ChevronDown } from 'lucide-react'
import { Icon, StatusIcon } from '@/components/ui/icon'
import { Menu, type TriggerProps } from '@/components/ui/menu'
import { ruleProfileText } from '@/components/ui/rule-profile-text'
import type { Readiness } from '@/lib/model/readiness'
import { ruleProfileNames, type RuleProfile } from '@/lib/model/rule-profiles'
import type { Status } from '@/lib/model/rule-result'
import type { FetchedDocument } from '@/lib/oauth/metadata'
import { t } from '@/lib/i18n'
import { countsOf, readinessRows, type Counts } from './readiness-rows'

interface PickerProps {
  readonly chosen: RuleProfile
  readonly counts: Counts
  readonly document: FetchedDocument
  readonly readiness: Readiness
  readonly onChoose: (profile: RuleProfile) => void
}

/** The head of a column: its profile with the counts. The menu shows the counts of every profile. */
export function ReadinessPicker({ chosen, counts, document, readiness, onChoose }: PickerProps) {
  const items = () =>
    ruleProfileNames.map((id) => ({
      id,
      label: (
        <span className="ready__choice">
          <span>{ruleProfileText(id)}</span>
          <CountChips counts={countsOf(readinessRows(document, [readiness[id]]), 0)} />
        </span>
      ),
      checked: id === chosen,
      onSelect: () => onChoose(id),
    }))
  return (
    <div className="ready__head">
      <Menu
        label={t('panel.server.rules')}
        items={items}
        // oxlint-disable-next-line react/no-unstable-nested-components -- called, not mounted
        trigger={(props) => <Trigger {...props} name={ruleProfileText(chosen)} />}
      />
      <CountChips counts={counts} />
    </div>
  )
}

function Trigger({ name, ...props }: TriggerProps & { readonly name: string }) {
  return (
    <button type="button" className="ready__pick" {...props}>
      <b>{name}</b>
      <Icon of={ChevronDown} />
    </button>
  )
}

const shownCounts: readonly Status[] = ['fail', 'warn', 'info', 'pass']

function CountChips({ counts }: { readonly counts: Counts }) {
  return (
    <span className="ready__counts">
      {shownCounts.map((status) => {
        const count = counts[status]
        return (
          count !== undefined && (
            <span key={status} className="with-icon">
              <StatusIcon status={status} />
              {count}
            </span>
          )
        )
      })}
    </span>
  )
}
