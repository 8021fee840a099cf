import { RefreshCw } from 'lucide-react'
import { memo, useRef, useState, type ReactNode } from 'react'
import { Button, IconButton } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { formatAge, formatMinute, formatIso } from '@/components/ui/format'
import { Icon } from '@/components/ui/icon'
import { IssueLine } from '@/components/ui/issue-line'
import { TimeBar, TimeLeft, useNow } from '@/components/ui/time'
import { beginningOf } from '@/components/ui/long-text'
import { t } from '@/lib/i18n'
import type { Profile } from '@/lib/oauth/profile'
import type { StoredRequest } from '@/lib/flow/model/stored-request'
import type { Issue } from '@/lib/model/issue'
import { RenameField } from './rename-field'
import { RequestEnd, useRequestEnd } from './request-end'
import { RequestMenu } from './request-menu'
import { isWords, labelOf, linesOf, nameOf } from '@/components/ui/request-text'
import { runKey } from './row-actions'
import type { RequestState } from './listed-requests'
import { useRow } from './use-row'
import type { RequestActions } from './use-requests'

interface RequestRowProps {
  readonly request: StoredRequest
  readonly state: RequestState
  /** The tab stop of the list. */
  readonly current: boolean
  readonly issues: readonly Issue[] | undefined
  readonly actions: RequestActions
  readonly onCurrent: (id: string) => void
  readonly onDetails: (id: string) => void
  readonly onAgain: (request: StoredRequest) => void
  /** The profile of the request. */
  readonly own: Profile | null
  /** Opens the panel with the values that a flow sent. */
  readonly onEdit: (profile: Profile, flowId: string | null) => void
  /** Opens the panel on a flow. */
  readonly onFlow: (flowId: string) => void
  /** The name of the action that starts the same request again. */
  readonly againWord: string
  /** Why it cannot be pushed again; null if it can. */
  readonly pushOff: string | null
  /** The hosts other than the issuer's that a push would go to. */
  readonly pushTo: string | null
}

export const RequestRow = memo(function RequestRow(props: RequestRowProps) {
  const { request, state, current, issues, onCurrent, onFlow } = props
  const end = useRequestEnd(request.id)
  const element = useRef<HTMLLIElement>(null)
  const [renaming, setRenaming] = useState(false)
  const removed = request.removedAt !== undefined
  const row = useRow({ ...props, element, setRenaming })
  const title = renaming ? (
    <RenameField
      request={request}
      onDone={() => {
        setRenaming(false)
        element.current?.focus()
      }}
    />
  ) : (
    <Label request={request} />
  )
  const onInspect = end && (() => onFlow(end.id))
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- rows are one tab stop with keys
    <li
      ref={element}
      className={removed || state !== 'live' ? 'req req--out' : 'req'}
      data-id={request.id}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- as above
      tabIndex={current ? 0 : -1}
      onFocus={() => onCurrent(request.id)}
      onKeyDown={(event) => runKey(event, row.actions, removed)}
    >
      {removed ? (
        <Removed request={request} onRestore={row.actions.restore} />
      ) : (
        <>
          <Kept {...props} {...{ row, title, onInspect }} />
          <RequestEnd end={end} expired={state === 'expired'} onInspect={onInspect} />
          <Issues issues={issues} />
        </>
      )}
    </li>
  )
})

function Issues({ issues }: Pick<RequestRowProps, 'issues'>) {
  return (
    issues !== undefined &&
    issues.length > 0 && (
      <div className="req__issues" role="alert">
        {issues.map((issue) => (
          <IssueLine key={issue.code} issue={issue} />
        ))}
      </div>
    )
  )
}

function Label({ request }: { request: StoredRequest }) {
  const label = labelOf(request)
  return (
    <span
      className={isWords(request) ? 'req__label cut' : 'req__label cut mono'}
      title={beginningOf(label)}
    >
      {beginningOf(label)}
    </span>
  )
}

interface KeptProps extends RequestRowProps {
  readonly row: ReturnType<typeof useRow>
  readonly title: ReactNode
  /** Null if its flow did not end at the server. */
  readonly onInspect: (() => void) | null
}

function Kept({ row, title, ...props }: KeptProps) {
  const { request, state } = props
  const { receivedAt, expiresAt, addedAt } = request
  const [content, target] = linesOf(request)
  return (
    <>
      <div className="req__top">
        {title}
        <time className="meta num" dateTime={formatIso(addedAt)} title={formatIso(addedAt)}>
          {formatMinute(addedAt)}
        </time>
        <span className="grow" />
        <State request={request} state={state} />
      </div>
      <div className="grow">
        <Line text={row.flash ?? content} />
        <Line text={target} />
      </div>
      <Buttons {...props} row={row} />
      {state === 'live' && expiresAt !== null && <TimeBar from={receivedAt} until={expiresAt} />}
    </>
  )
}

function Line({ text }: { text: string }) {
  return (
    <div className="meta cut" title={beginningOf(text)}>
      {beginningOf(text)}
    </div>
  )
}

function State({ request, state }: Pick<RequestRowProps, 'request' | 'state'>) {
  const { receivedAt, receivedAssumed, expiresAt } = request
  if (state === 'used') return <span className="left is-out">{t('popup.request.used')}</span>
  if (state === 'expired') return <ExpiredAge at={expiresAt ?? receivedAt} />
  if (expiresAt === null)
    return <span className="meta nowrap">{t('popup.request.lifetime_unknown')}</span>
  return (
    <TimeLeft
      until={expiresAt}
      total={expiresAt - receivedAt}
      title={t(receivedAssumed ? 'popup.request.left_assumed' : 'ui.time.left')}
    />
  )
}

function ExpiredAge({ at }: { at: number }) {
  return (
    <span className="left is-out nowrap">
      {t('popup.request.expired', [formatAge(useNow() - at)])}
    </span>
  )
}

/** The same four places in every row. Their names say which request they are about. */
function Buttons({
  row,
  request,
  actions,
  againWord,
  pushOff,
  pushTo,
  own,
  onInspect,
}: Omit<KeptProps, 'title'>) {
  const name = beginningOf(nameOf(request))
  return (
    <div className="btns">
      <Button
        tabIndex={-1}
        aria-label={t('popup.request.open_named', [name])}
        onClick={row.actions.open}
      >
        {t('popup.request.open')}
      </Button>
      <IconButton
        tabIndex={-1}
        label={t('popup.request.named', [againWord, name])}
        title={pushOff ?? pushTo ?? againWord}
        aria-disabled={pushOff === null ? undefined : true}
        onClick={row.actions.pushAgain}
      >
        <Icon of={RefreshCw} />
      </IconButton>
      <CopyButton
        tabIndex={-1}
        value={() => actions.url(request.id)}
        label={t('popup.request.named', [t('popup.request.copy_url'), name])}
        title={t('popup.request.copy_url')}
      />
      <RequestMenu
        name={name}
        row={row.actions}
        onInspect={onInspect}
        canEdit={own !== null}
        hasUri={request.requestUri !== ''}
        isOwn={request.source === 'parley' && request.flowId !== null}
        privateOff={row.privateOff}
        holdOff={row.holdOff}
      />
    </div>
  )
}

function Removed({ request, onRestore }: { request: StoredRequest; onRestore: () => void }) {
  return (
    <>
      <div className="req__line">
        <Label request={request} />
        <span className="meta nowrap">{t('popup.request.removed')}</span>
      </div>
      <div className="btns">
        <Button
          variant="link"
          tabIndex={-1}
          aria-label={t('popup.request.named', [t('popup.undo'), beginningOf(nameOf(request))])}
          onClick={onRestore}
        >
          {t('popup.undo')}
        </Button>
      </div>
    </>
  )
}
