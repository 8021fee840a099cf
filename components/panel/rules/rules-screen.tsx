import { useEffect, useRef, useState, type RefObject } from 'react'
import { flushSync } from 'react-dom'
import './rules.css'
import { BookOpen } from 'lucide-react'
import { useTarget, type FlowTarget } from '@/components/panel/flows/flow-target'
import { announce } from '@/components/ui/announcer'
import { Button } from '@/components/ui/button'
import { copyText } from '@/components/ui/copy-button'
import { EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icon'
import { takesLetters } from '@/components/ui/keyboard'
import { Switch } from '@/components/ui/switch'
import { useKeyDown } from '@/components/ui/use-key-down'
import { t } from '@/lib/i18n'
import { NoRules } from './no-rules'
import { RuleFilters } from './rule-filters'
import { RuleList } from './rule-list'
import { linkTo, RulePageView } from './rule-page'
import { profileName } from './rule-text'
import { useRules, type Rules } from './use-rules'

/** The rule to open. */
export interface RuleTarget {
  readonly id: string
}

interface RulesScreenProps {
  readonly target: RuleTarget | null
  /** Shows a message of a flow. */
  readonly onFlow: (target: FlowTarget) => void
}

/** Every rule: what it checks, by what clause, and its results in the present flows. */
export function RulesScreen({ target, onFlow }: RulesScreenProps) {
  const rules = useRules()
  const [selectedId, setSelectedId] = useState<string | null>(null)
  const [isPage, setIsPage] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const rule = rules.all.find(({ id }) => id === selectedId)
  const index = rules.shown.findIndex(({ id }) => id === selectedId)
  const idAt = (at: number) => (at < 0 ? null : (rules.shown[at]?.id ?? null))
  const neighbours = [idAt(index - 1), idAt(index + 1)] as const

  const select = (id: string) => {
    setSelectedId(id)
    const on = rules.all.find((each) => each.id === id)?.page.on
    if (on !== undefined) rules.fold(on, true)
  }
  useTarget(target, ({ id }) => {
    select(id)
    setIsPage(true)
  })
  const back = (element: Element | null) => {
    flushSync(() => setIsPage(false))
    focusList(element)
  }
  const keys: Readonly<Record<string, () => void>> = {
    '/': () => {
      flushSync(() => setIsPage(false))
      field.current?.focus()
    },
    '[': () => neighbours[0] !== null && select(neighbours[0]),
    ']': () => neighbours[1] !== null && select(neighbours[1]),
    c: () => selectedId !== null && void copyLink(selectedId),
  }
  const screen = useKeyDown<HTMLDivElement>((event, element) => {
    if (event.key === 'Escape' && !event.defaultPrevented && !isField(event.target)) back(element)
    const run = takesLetters(event) ? keys[event.key.toLowerCase()] : undefined
    if (!run) return
    event.preventDefault()
    run()
  })

  useFocusOnTarget(screen, target)

  return (
    <div ref={screen} className={`panel__main rules ${isPage ? 'rules--page' : 'rules--list'}`}>
      <section className="pane pane--rules" aria-label={t('panel.rules.list')}>
        <RuleFilters rules={rules} field={field} onList={() => focusList(screen.current)} />
        <Summary rules={rules} />
        {rules.shown.length === 0 ? (
          <NoRules rules={rules} />
        ) : (
          <RuleList
            rules={rules}
            selectedId={selectedId}
            onSelect={select}
            onOpen={(id, byKey) => {
              flushSync(() => {
                select(id)
                setIsPage(true)
              })
              // In a narrow window, the page replaces the list.
              if (byKey || !isListShown(screen.current)) focusPage(screen.current)
            }}
          />
        )}
      </section>
      <section className="pane" aria-label={t('panel.rules.page')}>
        {rule ? (
          <RulePageView
            {...{ rule, rules, neighbours, onFlow }}
            onSelect={select}
            onBack={() => back(screen.current)}
          />
        ) : (
          <EmptyState icon={<Icon of={BookOpen} />} title={t('panel.rules.no_selection')}>
            <p>{t('panel.rules.no_selection_text')}</p>
          </EmptyState>
        )}
      </section>
    </div>
  )
}

/** How many rules are shown, and why not all. */
function Summary({ rules }: { readonly rules: Rules }) {
  const { filter, setFilter, limited, shown, clear } = rules
  return (
    <div className="sec">
      <span className="cut">{summaryText(rules, shown.length)}</span>
      <span className="grow" />
      {limited && (
        <Button variant="link" onClick={clear}>
          {t('panel.rules.clear')}
        </Button>
      )}
      <Switch
        label={t('panel.rules.failed_only')}
        on={filter.failedOnly}
        onChange={(failedOnly) => setFilter({ ...filter, failedOnly })}
      />
    </div>
  )
}

function summaryText({ limited, profile, run, all }: Rules, shown: number): string {
  if (limited) return t('panel.rules.found', [shown, run.length])
  if (profile === 'all') return t('panel.rules.count', all.length)
  return t('panel.rules.run', [run.length, all.length, profileName(profile)])
}

/** A page that is opened from elsewhere gets the focus, once. */
function useFocusOnTarget(screen: RefObject<HTMLElement | null>, target: RuleTarget | null): void {
  const last = useRef<RuleTarget>(null)
  useEffect(() => {
    if (target === null || target === last.current) return
    last.current = target
    focusPage(screen.current)
  }, [screen, target])
}

const isField = (target: EventTarget | null) => target instanceof HTMLInputElement

function focusList(screen: Element | null): void {
  screen?.querySelector<HTMLElement>('[data-row][tabindex="0"]')?.focus()
}

function isListShown(screen: Element | null): boolean {
  return screen?.querySelector('.pane--rules')?.checkVisibility() === true
}

function focusPage(screen: Element | null): void {
  screen?.querySelector<HTMLElement>('[data-page]')?.focus()
}

async function copyLink(id: string): Promise<void> {
  const result = await copyText(linkTo(id))
  announce(t(result === 'copied' ? 'ui.copy.copied' : 'ui.copy.failed'))
}
