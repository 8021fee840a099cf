import { X } from 'lucide-react'
import { Button, IconButton } from '@/components/ui/button'
import { adviceLines } from '@/components/ui/advice-text'
import { serverErrorOf } from '@/components/connected/exchange'
import { CopyButton } from '@/components/ui/copy-button'
import { hostOf } from '@/components/ui/format'
import { Icon, StatusIcon } from '@/components/ui/icon'
import { LongText } from '@/components/ui/long-text'
import { IssueLine, issueText } from '@/components/ui/issue-line'
import { Prose } from '@/components/ui/prose'
import { ServerText } from '@/components/ui/server-text'
import { useLate } from '@/components/ui/use-late'
import { t } from '@/lib/i18n'
import type { ParResponse } from '@/lib/flow/model/message'
import { useMirror } from '@/lib/state/mirror'
import type { Profile } from '@/lib/oauth/profile'
import { fieldName } from '@/components/profile/profile-changes'
import type { Differs, Pushes, RefusedPush } from './use-pushes'

interface PushRowsProps {
  readonly pushes: Pushes
  readonly profile: Profile | null
  /** Opens the panel on a flow. */
  readonly onFlow: (flowId: string) => void
  /** Opens the panel with the values that a flow sent. */
  readonly onEdit: (profile: Profile, flowId: string | null) => void
}

/** The running push and a failed one, above the request list. */
export function PushRows({ pushes, profile, onFlow, onEdit }: PushRowsProps) {
  const { pending, refused, differs, dismiss } = pushes
  const late = useLate(pending !== null)
  return (
    <div className="pushes" aria-live="polite">
      {pending && late && <Busy label={pending.label} profile={profile} />}
      {differs && <DiffersRow differs={differs} onDismiss={dismiss} />}
      {refused && <Refused {...{ refused, profile, onFlow, onEdit }} onDismiss={dismiss} />}
    </div>
  )
}

function Busy({ label, profile }: { label: string | null; profile: Profile | null }) {
  return (
    <div className="req req--busy">
      <div className="req__top">
        <span className="req__label cut">{label ?? t('popup.push.new_one')}</span>
        <StatusIcon status="pending" />
      </div>
      {profile && (
        <div className="req__meta cut">
          {t('popup.push.to')} <span className="mono">{hostOf(profile.issuer)}</span>
        </div>
      )}
    </div>
  )
}

interface DiffersRowProps {
  readonly differs: Differs
  readonly onDismiss: () => void
}

/** A repeated request is not the same as that of its row. */
function DiffersRow({ differs: { label, changed, isKnown }, onDismiss }: DiffersRowProps) {
  const text = isKnown
    ? t('popup.push.changed', [changed.map(fieldName).join(', ')])
    : t('popup.push.unknown_values')
  return (
    <div className="req" role="status">
      <div className="req__top">
        <span className="req__label cut">{label ?? t('popup.push.new_one')}</span>
        <span className="grow" />
        <IconButton label={t('popup.push.dismiss')} onClick={onDismiss}>
          <Icon of={X} />
        </IconButton>
      </div>
      <div className="req__err">
        <StatusIcon status="warn" />
        <div>
          <Prose>{text}</Prose>
        </div>
      </div>
    </div>
  )
}

interface RefusedProps extends Omit<PushRowsProps, 'pushes'> {
  readonly refused: RefusedPush
  readonly onDismiss: () => void
}

function Refused({ refused, profile, onDismiss, onFlow, onEdit }: RefusedProps) {
  const { label, flowId, issues } = refused
  const parResponse = useMirror((state) =>
    flowId === null
      ? undefined
      : state.flow[flowId]?.messages.findLast((message) => message.kind === 'par-response'),
  )
  return (
    <div className="req req--fail" role="alert">
      <div className="req__top">
        <span className="req__label cut">{label ?? t('popup.push.new_one')}</span>
        <span className="grow" />
        <span className="mono">{parResponse?.status}</span>
      </div>
      <div className="req__err">
        {issues.map((issue) => (
          <IssueLine key={issue.code} issue={issue} />
        ))}
        {parResponse && <PushError response={parResponse} />}
      </div>
      <span className="grow" />
      <div className="btns">
        {flowId !== null && (
          <Button variant="primary" onClick={() => onFlow(flowId)}>
            {t('popup.dock.inspect')}
          </Button>
        )}
        {profile && <Button onClick={() => onEdit(profile, flowId)}>{t('panel.push.own')}</Button>}
        {parResponse && <CopyButton value={parResponse.body} label={t('popup.push.copy')} />}
        <IconButton label={t('popup.push.dismiss')} onClick={onDismiss}>
          <Icon of={X} />
        </IconButton>
      </div>
    </div>
  )
}

/** Only a server refuses a push. */
function titleOf({ status }: ParResponse): string {
  const isRefused = (status ?? 0) >= 400
  return t(isRefused ? 'popup.push.refused' : 'popup.push.failed')
}

/** The error as the server sent it, then advice; or why the response has no error. */
function PushError({ response }: { response: ParResponse }) {
  const error = serverErrorOf(response)
  const [issue] = response.issues
  const advice = adviceLines(response.advice, error?.code)
  const lines = advice.length === 0 && issue ? [issueText(issue)] : advice
  return (
    <>
      <StatusIcon status="fail" />
      <div className="strong">
        {titleOf(response)}
        {error && (
          <>
            {': '}
            <span className="mono">
              <LongText text={error.code} maxCharacters={300} />
            </span>
          </>
        )}
      </div>
      {error && error.description !== null && (
        <div className="meta">
          <ServerText>
            <LongText text={error.description} maxCharacters={300} />
          </ServerText>
        </div>
      )}
      {lines.map((text) => (
        <div key={text}>
          <Prose>{text}</Prose>
        </div>
      ))}
    </>
  )
}
