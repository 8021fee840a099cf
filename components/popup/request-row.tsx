import { memo, useRef, useState, type ReactNode } from 'react'
import { Button, IconButton } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { formatAge } from '@/components/ui/format'
import { PrivateIcon } from '@/components/ui/icon'
import { IssueLine } from '@/components/ui/issue-line'
import { TimeBar, TimeLeft, useNow } from '@/components/ui/time'
import { beginningOf } from '@/components/ui/long-text'
import { t } from '@/lib/i18n'
import type { StoredRequest } from '@/lib/flow/model/stored-request'
import type { Issue } from '@/lib/model/issue'
import { RenameField } from './rename-field'
import { RequestEnd, useRequestEnd } from './request-end'
import { RequestMenu } from './request-menu'
import { factsOf, isWords, labelOf } from '@/components/ui/request-text'
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
  /** Opens the panel on a flow. */
  readonly onFlow: (flowId: string) => void
  /** Why it cannot be pushed again; null if it can. */
  readonly pushOff: string | null
  /** The hosts other than the issuer's that a push would go to. */
  readonly pushTo: string | null
}

export const RequestRow = memo(function RequestRow(props: RequestRowProps) {
  const { request, state, current, issues, actions, onCurrent, onFlow, pushOff, pushTo } = props
  const end = useRequestEnd(request.id)
  const element = useRef<HTMLLIElement>(null)
  const [renaming, setRenaming] = useState(false)
  const removed = request.removedAt !== undefined
  const { row, flash, privateOff, holdOff } = useRow({ ...props, element, setRenaming })
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
  const shown = { request, row, flash, privateOff, holdOff, pushOff, pushTo, title, actions }
  const body = { ...shown, onInspect }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- rows are one tab stop with keys
    <li
      ref={element}
      className={rowClass(removed || state === 'expired')}
      data-id={request.id}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- as above
      tabIndex={current ? 0 : -1}
      onFocus={() => onCurrent(request.id)}
      onKeyDown={(event) => runKey(event, row, removed)}
    >
      {removed ? (
        <Removed {...body} />
      ) : state === 'expired' ? (
        <Expired {...body} />
      ) : (
        <Open {...body} used={state === 'used'} />
      )}
      {!removed && <RequestEnd end={end} expired={state === 'expired'} onInspect={onInspect} />}
      {!removed && <Issues issues={issues} />}
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

function rowClass(quiet: boolean): string {
  return quiet ? 'req req--out' : 'req'
}

interface BodyProps
  extends
    ReturnType<typeof useRow>,
    Pick<RequestRowProps, 'request' | 'actions' | 'pushOff' | 'pushTo'> {
  readonly title: ReactNode
  /** Null if its flow did not end at the server. */
  readonly onInspect: (() => void) | null
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

function Open({ used, ...body }: BodyProps & { readonly used: boolean }) {
  const { request, title, flash } = body
  const { receivedAt, expiresAt } = request
  return (
    <>
      <div className="req__top">
        {title}
        {used ? (
          <span className="left is-out">{t('popup.request.used')}</span>
        ) : (
          <Life request={request} />
        )}
      </div>
      <div className="grow">
        <div className="req__meta cut" title={beginningOf(request.clientId ?? '')}>
          <span className="mono">
            {beginningOf(request.clientId ?? t('popup.request.no_client'))}
          </span>
          {request.requested.scope !== null && (
            <>
              {' '}
              <span className="req__scope">{beginningOf(request.requested.scope)}</span>
            </>
          )}
        </div>
        <div className="req__meta cut">{flash ?? beginningOf(factsOf(request))}</div>
      </div>
      <div className="btns">
        {used ? [<CopyUrl key="copy" {...body} />, <OpenIt key="open" {...body} />] : null}
        {used ? null : [<OpenIt key="open" {...body} />, <CopyUrl key="copy" {...body} />]}
        <Private {...body} />
        <More {...body} />
      </div>
      {expiresAt !== null && <TimeBar from={receivedAt} until={expiresAt} />}
      {expiresAt === null && <span className="timebar is-out" aria-hidden="true" />}
    </>
  )
}

function Life({ request: { receivedAt, receivedAssumed, expiresAt } }: Pick<BodyProps, 'request'>) {
  if (expiresAt === null) return <span className="meta">{t('popup.request.lifetime_unknown')}</span>
  return (
    <TimeLeft
      until={expiresAt}
      total={expiresAt - receivedAt}
      title={t(receivedAssumed ? 'popup.request.left_assumed' : 'ui.time.left')}
    />
  )
}

function OpenIt({ row }: BodyProps) {
  return (
    <Button tabIndex={-1} onClick={row.open}>
      {t('popup.request.open')}
    </Button>
  )
}

function CopyUrl({ request, actions }: BodyProps) {
  const label = t('popup.request.copy_url')
  return (
    <CopyButton tabIndex={-1} value={() => actions.url(request.id)} label={label}>
      {label}
    </CopyButton>
  )
}

function Private({ row, privateOff }: BodyProps) {
  return (
    <IconButton
      tabIndex={-1}
      label={t('popup.request.open_private')}
      title={privateOff ?? t('popup.request.open_private')}
      aria-disabled={privateOff ? true : undefined}
      onClick={row.openPrivate}
    >
      <PrivateIcon />
    </IconButton>
  )
}

function More({ row, request, privateOff, holdOff, pushOff, onInspect }: BodyProps) {
  return (
    <RequestMenu
      row={row}
      onInspect={onInspect}
      hasUri={request.requestUri !== ''}
      isOwn={request.source === 'parley' && request.flowId !== null}
      privateOff={privateOff}
      holdOff={holdOff}
      pushOff={pushOff}
    />
  )
}

function Expired(body: BodyProps) {
  const { request, title, flash, row, pushOff, pushTo } = body
  return (
    <>
      <div className="req__line">
        {title}
        <span className="req__meta nowrap">
          {flash ?? <ExpiredAge at={request.expiresAt ?? request.receivedAt} />}
        </span>
      </div>
      <div className="btns">
        {pushOff === null ? <PushAgain row={row} pushTo={pushTo} /> : <OpenAgain {...body} />}
        <More {...body} />
      </div>
    </>
  )
}

function PushAgain({ row, pushTo }: Pick<BodyProps, 'row' | 'pushTo'>) {
  return (
    <Button variant="link" tabIndex={-1} title={pushTo ?? undefined} onClick={row.pushAgain}>
      {t('popup.push.again')}
    </Button>
  )
}

/** No new request can be pushed in its place: it is opened again to test the server's response. */
function OpenAgain({ request, row, pushOff, actions }: BodyProps) {
  return (
    <>
      <span className="req__meta cut req__off" title={pushOff ?? ''}>
        {t('popup.push.no_key')}
      </span>
      <CopyButton
        tabIndex={-1}
        value={() => actions.url(request.id)}
        label={t('popup.request.copy_url')}
      />
      <Button variant="link" tabIndex={-1} onClick={row.open}>
        {t('popup.request.open')}
      </Button>
    </>
  )
}

function ExpiredAge({ at }: { at: number }) {
  return t('popup.request.expired', [formatAge(useNow() - at)])
}

function Removed({ request, row }: BodyProps) {
  return (
    <>
      <div className="req__line">
        <Label request={request} />
        <span className="req__meta nowrap">{t('popup.request.removed')}</span>
      </div>
      <div className="btns">
        <Button variant="link" tabIndex={-1} onClick={row.restore}>
          {t('popup.undo')}
        </Button>
      </div>
    </>
  )
}
