import { Bookmark, Import, List as ListIcon, PanelLeft, Share, Trash2, X } from 'lucide-react'
import { Button, IconButton } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import type { FlowSummary } from '@/lib/flow/model/flow'
import { t } from '@/lib/i18n'
import { maxOwnFlows } from '@/lib/model/bounds'
import type { FlowTasks } from './flow-tasks'
import type { FlowActs } from './use-flow-acts'
import type { List } from './use-list'
import type { Ticks } from './use-ticks'

interface ListFootProps {
  readonly list: List
  readonly ticks: Ticks
  readonly acts: FlowActs
  readonly tasks: FlowTasks
  readonly removed: readonly FlowSummary[]
  readonly onUndo: () => void
  readonly isWide: boolean
  readonly onWide: () => void
}

/** Below the list: what was removed, what is selected, and what limits the list. */
export function ListFoot(props: ListFootProps) {
  const { list, ticks, acts, tasks, removed, onUndo, isWide, onWide } = props
  const [firstTicked] = ticks.ids
  const { all, shown, limit, clear } = list
  return (
    <>
      {removed.length > 0 && (
        <div className="bar bar--foot">
          <span className="grow cut">{t('panel.flows.cleared', removed.length)}</span>
          <Button variant="link" onClick={onUndo}>
            {t('panel.undo')}
          </Button>
        </div>
      )}
      {isFull(all) && <div className="lfoot meta">{t('panel.flows.full')}</div>}
      {ticks.ids.size > 0 ? (
        <div className="bar bar--foot is-ticked">
          <span className="strong grow cut">{t('panel.flows.ticked', ticks.ids.size)}</span>
          {firstTicked !== undefined && (
            <IconButton
              label={t('panel.share.menu_export')}
              onClick={() => tasks.export(firstTicked)}
            >
              <Icon of={Share} />
            </IconButton>
          )}
          <IconButton
            label={t('panel.flows.keep')}
            onClick={() => acts.keeping.toggle([...ticks.ids])}
          >
            <Icon of={Bookmark} />
          </IconButton>
          <IconButton
            label={t('panel.flows.remove_ticked')}
            onClick={() => acts.remove([...ticks.ids])}
          >
            <Icon of={Trash2} />
          </IconButton>
          <IconButton label={t('panel.flows.untick')} onClick={ticks.clear}>
            <Icon of={X} />
          </IconButton>
        </div>
      ) : (
        <div className="bar bar--foot">
          <span className="meta grow cut">
            {limit === null
              ? countText(all)
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
          <IconButton
            label={t('panel.share.import_files')}
            aria-keyshortcuts="I"
            onClick={() => tasks.picker.current?.click()}
          >
            <Icon of={Import} />
          </IconButton>
        </div>
      )}
    </>
  )
}

/** "500 flows, 38 kept" */
function countText(flows: readonly FlowSummary[]): string {
  const kept = flows.filter((flow) => flow.kept !== undefined).length
  const count = t('panel.flows.count', flows.length)
  return kept === 0 ? count : t('panel.flows.count_kept', [count, String(kept)])
}

/** Whether a further flow of the tester makes another one go. */
function isFull(flows: readonly FlowSummary[]): boolean {
  const own = flows.filter(({ kept, thirdParty }) => kept === undefined && !thirdParty)
  return own.length >= maxOwnFlows
}
