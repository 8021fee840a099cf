import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { Search } from 'lucide-react'
import { EmptyState } from '@/components/ui/empty-state'
import { Icon, Logo } from '@/components/ui/icon'
import { mirrorFlow, useMirror } from '@/lib/state/mirror'
import { t } from '@/lib/i18n'
import { flowItems, lastRemoved, liveFlows } from './flow-items'
import { FlowList } from './flow-list'
import { FlowPicker } from './flow-picker'
import { FlowView } from './flow-view'
import { takesLetters } from './keys'

interface FlowsScreenProps {
  initialFlowId: string | null
}

export function FlowsScreen({ initialFlowId }: FlowsScreenProps) {
  const flows = useMirror((state) => state.flows)
  const [chosen, setChosen] = useState(initialFlowId)
  const [filter, setFilter] = useState('')
  const [picking, setPicking] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const screen = useRef<HTMLDivElement>(null)
  const items = useMemo(() => flowItems(flows, filter), [flows, filter])
  const live = liveFlows(items)
  const current = live.find(({ id }) => id === chosen) ?? live[0]
  const currentId = current?.id

  useEffect(() => {
    if (currentId !== undefined) void mirrorFlow(currentId)
  }, [currentId])

  const select = (id: string) => {
    setChosen(id)
    setPicking(false)
  }
  const toList = () => {
    setPicking(false)
    const stop = screen.current?.querySelector<HTMLElement>(
      '.pane--list [tabindex="0"], .flowpick .pick',
    )
    stop?.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && !event.defaultPrevented) toList()
    if (event.key !== '/' || !takesLetters(event)) return
    event.preventDefault()
    setPicking(true)
    field.current?.focus()
  }

  return (
    <div
      ref={screen}
      className={`panel__main flows${current ? '' : ' flows--empty'}${picking ? ' is-picking' : ''}`}
      onKeyDown={onKeyDown}
    >
      <FlowPicker
        flows={live}
        selected={current}
        removed={lastRemoved(items)}
        open={picking}
        onOpen={setPicking}
        onSelect={select}
      />
      <section className="pane pane--list" aria-label={t('panel.nav.flows')}>
        <div className="bar">
          <div className="field field--bare grow">
            <Icon of={Search} />
            <input
              ref={field}
              aria-label={t('panel.flows.filter')}
              placeholder={t('panel.flows.filter_hint')}
              value={filter}
              onChange={(event) => setFilter(event.target.value)}
            />
          </div>
        </div>
        <FlowList items={items} selectedId={currentId ?? null} onSelect={select} />
      </section>
      {current ? (
        <FlowView key={current.id} summary={current} />
      ) : (
        <section className="pane pane--rest" aria-label={t('panel.sequence.title')}>
          <NoFlow filtered={flows.length > 0 && filter.trim() !== ''} />
        </section>
      )}
    </div>
  )
}

function NoFlow({ filtered }: { filtered: boolean }) {
  if (filtered)
    return (
      <EmptyState title={t('panel.flows.no_match')}>{t('panel.flows.no_match_text')}</EmptyState>
    )
  return (
    <EmptyState icon={<Logo />} title={t('panel.flows.empty')}>
      {t('panel.flows.empty_text')}
    </EmptyState>
  )
}
