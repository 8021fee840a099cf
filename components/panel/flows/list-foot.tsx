import { List as ListIcon, PanelLeft, Trash2, X } from 'lucide-react'
import { Button, IconButton } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import type { FlowSummary } from '@/lib/flow/model/flow'
import { t } from '@/lib/i18n'
import type { FlowActs } from './use-flow-acts'
import type { List } from './use-list'
import type { Ticks } from './use-ticks'

interface ListFootProps {
  readonly list: List
  readonly ticks: Ticks
  readonly acts: FlowActs
  readonly removed: readonly FlowSummary[]
  readonly onUndo: () => void
  readonly isWide: boolean
  readonly onWide: () => void
}

/** Below the list: what was removed, what is selected, and what limits the list. */
export function ListFoot(props: ListFootProps) {
  const { list, ticks, acts, removed, onUndo, isWide, onWide } = props
  const { all, shown, limit, clear } = list
  return (
    <>
      {removed.length > 0 && (
        <div className="lfoot">
          <span className="grow cut">{t('panel.flows.cleared', removed.length)}</span>
          <Button variant="link" onClick={onUndo}>
            {t('panel.undo')}
          </Button>
        </div>
      )}
      {ticks.ids.size > 0 ? (
        <div className="lfoot lfoot--sel">
          <span className="strong grow cut">{t('panel.flows.ticked', ticks.ids.size)}</span>
          <Button
            variant="danger"
            icon={<Icon of={Trash2} />}
            onClick={() => acts.remove([...ticks.ids])}
          >
            {t('panel.flows.remove_ticked')}
          </Button>
          <IconButton label={t('panel.flows.untick')} onClick={ticks.clear}>
            <Icon of={X} />
          </IconButton>
        </div>
      ) : (
        <div className="lfoot">
          <span className="meta grow cut">
            {limit === null
              ? t('panel.flows.count', all.length)
              : t('panel.flows.shown', [String(shown.length), String(all.length)])}
          </span>
          {limit !== null && (
            <Button variant="link" onClick={clear}>
              {t('panel.flows.show_all')}
            </Button>
          )}
          <IconButton
            label={t(isWide ? 'panel.flows.narrow' : 'panel.flows.wide')}
            aria-pressed={isWide}
            onClick={onWide}
          >
            <Icon of={isWide ? PanelLeft : ListIcon} />
          </IconButton>
        </div>
      )}
    </>
  )
}
