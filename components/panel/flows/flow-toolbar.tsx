import { Copy, Trash2 } from 'lucide-react'
import { exchangeOf } from '@/components/connected/exchange'
import { Chip } from '@/components/ui/chip'
import { HeldIcon, Icon } from '@/components/ui/icon'
import { IconButton } from '@/components/ui/button'
import { plainText } from '@/components/ui/prose'
import { TimeBar, TimeLeft } from '@/components/ui/time'
import type { Flow } from '@/lib/flow/model/flow'
import { codeStateOf, isUnsolicited } from '@/lib/flow/read/code-state'
import { responsesOf } from '@/lib/flow/read/find-response'
import { isThirdParty } from '@/lib/flow/read/third-party'
import { t } from '@/lib/i18n'
import { countsOfMessages, StatusCountButton } from '@/components/panel/message/counts'
import { durationOf, tookText } from '@/components/panel/message/sequence-text'
import { FlowMenu } from './flow-menu'
import type { FlowTasks } from './flow-tasks'
import { FlowTitle } from './flow-title'
import { FoldButton } from './folded-sequence'
import { heldResponse } from './held-foot'
import { RuleProfilePicker } from './rule-profile-picker'
import { useCodeSpan } from './use-code-span'
import type { FlowKeeping } from './use-keep'

interface FlowToolbarProps {
  flow: Flow
  onForget: () => void
  onRename: () => void
  onPush: () => void
  onGrant: () => void
  tasks: FlowTasks
  keeping: FlowKeeping
  /** Shows all checks of the flow. */
  onCounts: () => void
  isFolded: boolean
  onFolded: (isFolded: boolean) => void
}

/** The state of a flow and its actions, above its messages. */
export function FlowToolbar(props: FlowToolbarProps) {
  const { flow, onForget, onRename, onPush, onGrant, onCounts, isFolded, onFolded } = props
  const { tasks, keeping } = props
  const { messages } = flow
  const span = useCodeSpan(flow)
  const exchange = exchangeOf(flow)
  const isRunning = exchange !== null && codeStateOf(flow, exchange.response, false) === 'unused'
  const life = isRunning ? span : null
  const newest = responsesOf(flow).at(-1)
  return (
    <div className="bar bar--time">
      <FlowTitle id={flow.id} />
      <FoldButton isFolded={isFolded} onFolded={onFolded} />
      {heldResponse(flow)?.hold?.state === 'held' && (
        <Chip>
          <HeldIcon />
          {t('panel.held_response.chip')}
        </Chip>
      )}
      {newest && isUnsolicited(newest) && (
        <Chip tone="warn">
          <span title={plainText(t('ui.unsolicited.text'))}>{t('ui.unsolicited.chip')}</span>
        </Chip>
      )}
      {flow.exchangeDue !== undefined && <Chip>{t('panel.sequence.exchange_due')}</Chip>}
      {isThirdParty(flow) && (
        <span className="only-wide">
          <Chip tone="info">{t('panel.sequence.third_party')}</Chip>
        </span>
      )}
      <RuleProfilePicker flow={flow} />
      <StatusCountButton counts={countsOfMessages(messages)} onShow={onCounts} />
      <span className="meta cut only-wide sum">
        {t('panel.sequence.sum', messages.length, [
          tookText(durationOf(messages)),
          String(messages.length),
        ])}
      </span>
      <span className="grow" />
      {life && (
        <span className="left num">
          <span className="meta only-wide code-word">code </span>
          <TimeLeft until={life.until} total={life.until - life.from} />
        </span>
      )}
      <span className="btns flowtools">
        <span className="only-wide">
          <IconButton
            label={t('panel.share.copy_report')}
            aria-keyshortcuts="Shift+C"
            onClick={() => tasks.copyReport(flow.id)}
          >
            <Icon of={Copy} />
          </IconButton>
        </span>
        <FlowMenu {...{ flow, onRename, onPush, onGrant, tasks, keeping }} />
        <IconButton label={t('panel.flows.remove')} onClick={onForget}>
          <Icon of={Trash2} />
        </IconButton>
      </span>
      {life && <TimeBar from={life.from} until={life.until} />}
    </div>
  )
}
