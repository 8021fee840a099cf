import { ChevronDown, Search, X } from 'lucide-react'
import type { RefObject } from 'react'
import { IconButton } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { Menu, type TriggerProps } from '@/components/ui/menu'
import { Segmented } from '@/components/ui/segmented'
import { profileIds } from '@/lib/catalogue/rule-pages'
import { t } from '@/lib/i18n'
import type { ArtefactKind } from '@/lib/model/rule-result'
import type { ListProfile } from './rule-items'
import { artefactName, profileName, severityWord } from './rule-text'
import type { Rules } from './use-rules'

interface RuleFiltersProps {
  readonly rules: Rules
  readonly field: RefObject<HTMLInputElement | null>
  /** Moves the focus to the list. */
  readonly onList: () => void
}

/** The search of the rules and its filters. */
export function RuleFilters({ rules, field, onList }: RuleFiltersProps) {
  const { filter, setFilter } = rules
  const setText = (text: string) => setFilter({ ...filter, text })
  return (
    <div className="bar rules__filter">
      <div className="field field--bare">
        <Icon of={Search} />
        <input
          ref={field}
          type="text"
          aria-label={t('panel.rules.search')}
          placeholder={t('panel.rules.search_hint')}
          value={filter.text}
          onChange={({ target }) => setText(target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'ArrowDown' && event.key !== 'Escape') return
            if (event.key === 'Escape' && filter.text !== '') setText('')
            else onList()
            event.preventDefault()
          }}
        />
        {filter.text !== '' && (
          <IconButton label={t('panel.rules.search_clear')} onClick={() => setText('')}>
            <Icon of={X} />
          </IconButton>
        )}
      </div>
      <ProfileFilter rules={rules} />
      <ArtefactFilter rules={rules} />
      <Segmented
        label={t('panel.rules.severity')}
        options={[
          { value: 'all', label: t('panel.rules.all') },
          { value: 'fail', label: severityWord('fail') },
          { value: 'warn', label: severityWord('warn') },
          { value: 'info', label: severityWord('info') },
        ]}
        value={filter.severity}
        onChange={(severity) => setFilter({ ...filter, severity })}
      />
    </div>
  )
}

type OfRules = Pick<RuleFiltersProps, 'rules'>

function ProfileFilter({ rules: { profile, setProfile } }: OfRules) {
  const options: readonly ListProfile[] = [...profileIds, 'all']
  const name = (each: ListProfile) =>
    each === 'all' ? t('panel.rules.all_profiles') : profileName(each)
  return (
    <select
      className={profile === 'all' ? 'pick' : 'pick is-set'}
      aria-label={t('panel.rules.profile')}
      value={profile}
      onChange={({ target }) =>
        setProfile(options.find((each) => each === target.value) ?? profile)
      }
    >
      {options.map((each) => (
        <option key={each} value={each}>
          {name(each)}
        </option>
      ))}
    </select>
  )
}

function ArtefactFilter({ rules: { all, filter, setFilter } }: OfRules) {
  const { artefacts } = filter
  const kinds = [...new Set(all.map(({ page }) => page.on))]
  const toggle = (on: ArtefactKind) =>
    setFilter({
      ...filter,
      artefacts: artefacts.includes(on)
        ? artefacts.filter((each) => each !== on)
        : [...artefacts, on],
    })
  return (
    <Menu
      label={t('panel.rules.artefact')}
      items={kinds.map((on) => ({
        id: on,
        label: artefactName(on),
        switched: artefacts.includes(on),
        onSelect: () => toggle(on),
      }))}
      // oxlint-disable-next-line react/no-unstable-nested-components -- called, not mounted
      trigger={(props) => <ArtefactButton artefacts={artefacts} {...props} />}
    />
  )
}

function ArtefactButton({
  artefacts,
  ...props
}: TriggerProps & { artefacts: readonly ArtefactKind[] }) {
  const [first] = artefacts
  const many =
    first === undefined
      ? t('panel.rules.all_artefacts')
      : t('panel.rules.artefacts', artefacts.length)
  return (
    <button type="button" className={first === undefined ? 'pick' : 'pick is-set'} {...props}>
      <span className="cut">
        {first !== undefined && artefacts.length === 1 ? artefactName(first) : many}
      </span>
      <Icon of={ChevronDown} />
    </button>
  )
}
