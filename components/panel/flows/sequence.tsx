import { useEffect, useLayoutEffect, useRef, type KeyboardEvent } from 'react'
import { hostOf } from '@/components/ui/format'
import type { Flow } from '@/lib/flow/model/flow'
import { isThirdParty } from '@/lib/flow/read/third-party'
import { t } from '@/lib/i18n'
import { step } from '@/components/ui/keyboard'
import { SequenceRowItem } from './sequence-row'
import type { SequenceRow } from '@/components/panel/message/sequence-rows'

interface SequenceProps {
  flow: Flow
  rows: readonly SequenceRow[]
  selectedId: string | null
  onSelect: (id: string) => void
  /** Folds or unfolds the login redirects of a row. */
  onFold: (id: string, open: boolean) => void
  /** Selects the consent above the messages; null without one. */
  onConsent: (() => void) | null
}

/**
 * Messages between client, browser and server. The list is one tab stop; the selection follows the
 * focus.
 */
export function Sequence(props: SequenceProps) {
  const { flow, rows, selectedId, onSelect, onFold, onConsent } = props
  const tree = useRef<HTMLOListElement>(null)
  const wanted = useRef<string | null>(null)
  const stop = rows.find(({ id }) => id === selectedId)?.id ?? rows[0]?.id
  const resource = resourceHost(flow)

  useLayoutEffect(() => {
    const id = wanted.current
    if (id === null) return
    wanted.current = null
    tree.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"]`)?.focus()
  })

  useEffect(() => {
    if (selectedId === null) return
    const row = tree.current?.querySelector(`[data-row="${CSS.escape(selectedId)}"]`)
    row?.scrollIntoView({ block: 'nearest' })
  }, [selectedId])

  const select = (id: string) => {
    wanted.current = id
    onSelect(id)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const row = rows.find(({ id }) => id === stop)
    if (!row) return
    const next = step(rows, stop, event.key)
    if (onConsent && isBeforeFirst(event.key, row, rows)) onConsent()
    else if (next) select(next.id)
    else if (!foldKey(event.key, row, rows, onFold, select)) return
    event.preventDefault()
  }

  return (
    <div className="scroll seq-box">
      <div className={resource === null ? 'seq' : 'seq seq--4'}>
        <LaneHeads flow={flow} resource={resource} />
        <div className="seq__life" aria-hidden="true">
          <i />
          <i />
          <i />
          {resource !== null && <i />}
        </div>
        <ol
          ref={tree}
          className="seq__rows"
          role="tree"
          aria-label={t('panel.sequence.title')}
          onKeyDown={onKeyDown}
        >
          {rows.map((row) => (
            <SequenceRowItem
              key={row.id}
              row={row}
              selected={row.id === selectedId}
              stop={row.id === stop}
              onSelect={() => {
                select(row.id)
                if (row.kind === 'fold') onFold(row.id, !row.open)
              }}
            />
          ))}
        </ol>
        {rows.some(({ kind }) => kind === 'not-visible') && (
          <p className="seq__note meta">{t('panel.sequence.dotted')}</p>
        )}
      </div>
    </div>
  )
}

/** Whether a key leads to the consent above the first row. */
function isBeforeFirst(key: string, row: SequenceRow, [first]: readonly SequenceRow[]): boolean {
  return key === 'Home' || (key === 'ArrowUp' && row === first)
}

/**
 * Right and Left unfold and fold, or move into the fold and out of it. Returns whether the key was
 * handled.
 */
function foldKey(
  key: string,
  row: SequenceRow,
  rows: readonly SequenceRow[],
  onFold: SequenceProps['onFold'],
  select: (id: string) => void,
): boolean {
  if (row.kind === 'fold') {
    const open = { ArrowRight: true, ArrowLeft: false }[key]
    if (open === undefined) return false
    const inside = row.hops[0]
    if (key === 'ArrowRight' && row.open && inside) select(inside.id)
    else onFold(row.id, open)
    return true
  }
  if (key !== 'ArrowLeft' || row.level === 1) return false
  const fold = rows.slice(0, rows.indexOf(row)).findLast(({ kind }) => kind === 'fold')
  if (fold) select(fold.id)
  return true
}

/** The host of the first resource that was called; null in a flow without one, which has no lane for it. */
function resourceHost({ messages }: Flow): string | null {
  const call = messages.find((message) => message.kind === 'resource-request')
  return call ? hostOf(call.url) : null
}

function LaneHeads({ flow, resource }: { flow: Flow; resource: string | null }) {
  const server = flow.issuer ? hostOf(flow.issuer) : ''
  const acted = flow.messages.some(({ source, kind }) => source === 'parley' && kind !== 'hop')
  const own = acted && !isThirdParty(flow)
  return (
    <div className="seq__head">
      <span />
      <div className="seq__lanes">
        <div className="lane lane--c">
          <b>{t('panel.lane.client')}</b>
          <span className="lane__sub" title={flow.clientId ?? undefined}>
            {own ? 'Parley' : flow.clientId}
          </span>
        </div>
        <div className="lane lane--b">
          <b>{t('panel.lane.browser')}</b>
          <span>{t(flow.incognito ? 'panel.lane.private' : 'panel.lane.tab')}</span>
        </div>
        <div className="lane lane--s">
          <b>
            <span className="lane__long">{t('panel.lane.server')}</span>
            <span className="lane__short">{t('panel.lane.server_short')}</span>
          </b>
          <span className="lane__sub" title={server}>
            {server}
          </span>
        </div>
        {resource !== null && (
          <div className="lane lane--r">
            <b>
              <span className="lane__long">{t('panel.lane.resource')}</span>
              <span className="lane__short">{t('panel.lane.resource_short')}</span>
            </b>
            <span className="lane__sub" title={resource}>
              {resource}
            </span>
          </div>
        )}
      </div>
      <span />
    </div>
  )
}
