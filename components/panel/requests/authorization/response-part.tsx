import { Fragment, useState, type ReactNode } from 'react'
import { ask } from '@/components/connected/ask'
import { serverErrorOf } from '@/components/connected/exchange'
import { plainText, rawLines } from '@/components/panel/message/raw-text'
import { ActionButton } from '@/components/ui/action-button'
import { adviceLines } from '@/components/ui/advice-text'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { StatusIcon } from '@/components/ui/icon'
import { IssueNotes } from '@/components/ui/issue-notes'
import { issueText } from '@/components/ui/issue-line'
import { LateNote } from '@/components/ui/late-note'
import { LongText } from '@/components/ui/long-text'
import { Prose } from '@/components/ui/prose'
import { ServerText } from '@/components/ui/server-text'
import { Segmented } from '@/components/ui/segmented'
import { SpecLink } from '@/components/ui/spec-link'
import { keyed } from '@/components/ui/keyed'
import { t } from '@/lib/i18n'
import type { ParResponse } from '@/lib/flow/model/message'
import type { Issue } from '@/lib/model/issue'
import { command } from '@/lib/state/actions'
import { useMirror } from '@/lib/state/mirror'
import type { SentRun } from '@/components/connected/request/use-send'

interface ResponsePartProps {
  readonly run: SentRun
  readonly onFlow: (flowId: string) => void
  /** Chooses another part in a narrow window. */
  readonly picker: ReactNode
}

/** What a run led to: the verdict, what was received and expected, the cause, and the next step. */
export function ResponsePart({ run, onFlow, picker }: ResponsePartProps) {
  const { flowId, isResent } = run
  const response = useMirror(({ flow }) =>
    flowId === null
      ? undefined
      : flow[flowId]?.messages.findLast((message) => message.kind === 'par-response'),
  )
  const [isDecoded, setDecoded] = useState(true)
  if (flowId === null) return <Opened run={run} onFlow={onFlow} picker={picker} />
  if (!response) return <LateNote>{t('panel.requests.reading_response')}</LateNote>
  const lines = rawLines(response, isDecoded)
  return (
    <>
      <Strip run={run} response={response} onFlow={onFlow} />
      {isResent && (
        <p className="note-line meta">
          <Prose>{t('panel.requests.resent')}</Prose>
        </p>
      )}
      <div className="pv">
        {picker}
        <Segmented
          label={t('panel.requests.parts.response')}
          options={[
            { value: 'decoded', label: t('panel.requests.decoded') },
            { value: 'received', label: t('panel.requests.as_received') },
          ]}
          value={isDecoded ? 'decoded' : 'received'}
          onChange={(next) => setDecoded(next === 'decoded')}
        />
        <span className="grow" />
        <CopyButton label={t('panel.requests.copy')} value={plainText(lines, false)} />
      </div>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls */}
      <section className="scroll" tabIndex={0} aria-label={t('panel.requests.parts.response')}>
        <div className="code code--bare">
          {keyed(plainText(lines, false).split('\n'), (line) => line).map(({ key, item }) => (
            <div key={key} className="code__l">
              <span>
                <LongText text={item || ' '} maxCharacters={8000} />
              </span>
            </div>
          ))}
        </div>
      </section>
    </>
  )
}

/** A request in the URL has no response of its own here. */
function Opened({ run, onFlow, picker }: ResponsePartProps) {
  return (
    <>
      <div className="sentstrip sentstrip--info">
        <div className="sentstrip__t">
          <StatusIcon status="info" />
          {t(run.isOpened ? 'panel.requests.opened' : 'panel.requests.added')}
        </div>
        <NextSteps run={run} onFlow={onFlow} />
      </div>
      <div className="pv">{picker}</div>
    </>
  )
}

interface StripProps extends Pick<ResponsePartProps, 'run' | 'onFlow'> {
  readonly response: ParResponse
}

function Strip({ run, response, onFlow }: StripProps) {
  const status = run.accepted ? 'pass' : 'fail'
  return (
    <div className={`sentstrip sentstrip--${status}`} role="status">
      <div className="sentstrip__t">
        <StatusIcon status={status} />
        {t(run.accepted ? 'panel.requests.accepted' : 'panel.requests.refused')}
      </div>
      <dl className="sentstrip__d">
        {stripRows(run, response).map(([name, value]) => (
          <Fragment key={name}>
            <dt>{t(`panel.requests.${name}`)}</dt>
            <dd>{value}</dd>
          </Fragment>
        ))}
      </dl>
      <NextSteps run={run} onFlow={onFlow} />
    </div>
  )
}

type RowName = 'received' | 'expected' | 'server_says' | 'cause' | 'source'

function stripRows(
  { accepted }: SentRun,
  response: ParResponse,
): readonly (readonly [name: RowName, value: ReactNode])[] {
  const error = serverErrorOf(response)
  const received = [response.status ?? t('panel.requests.no_response'), error?.code]
  const description = error?.description ?? null
  const causes = accepted ? [] : causesOf(response, error?.code)
  const source = accepted ? 'RFC9126-2.2' : 'RFC9126-2.3'
  return [
    ['received', <Mono key="received" text={received.filter(Boolean).join(' ')} />],
    ['expected', <Mono key="expected" text="201 request_uri" />],
    ...(description === null
      ? []
      : [['server_says', <Said key="said" text={description} />] as const]),
    ...(causes.length === 0 ? [] : [['cause', <Causes key="causes" texts={causes} />] as const]),
    ['source', <SpecLink key="source" specRef={source} />],
  ]
}

function causesOf({ advice, issues: [issue] }: ParResponse, code: string | undefined) {
  const lines = adviceLines(advice, code)
  return lines.length === 0 && issue ? [issueText(issue)] : lines
}

const Mono = ({ text }: { readonly text: string }) => <span className="mono">{text}</span>

const Said = ({ text }: { readonly text: string }) => (
  <ServerText>
    <LongText text={text} maxCharacters={300} />
  </ServerText>
)

function Causes({ texts }: { readonly texts: readonly string[] }) {
  return texts.map((text) => (
    <div key={text}>
      <Prose>{text}</Prose>
    </div>
  ))
}

function NextSteps({ run, onFlow }: Pick<ResponsePartProps, 'run' | 'onFlow'>) {
  const { flowId, storedRequestId, isOpened } = run
  const [pending, setPending] = useState(false)
  const [issues, setIssues] = useState<readonly Issue[]>([])
  const opens = storedRequestId !== null && !isOpened
  const open = async () => {
    if (storedRequestId === null) return
    setPending(true)
    const result = await ask(command('requestOpen', { id: storedRequestId, where: 'tab' }))
    setPending(false)
    setIssues(result.ok ? [] : result.issues)
  }
  return (
    <>
      <div className="btns">
        {opens && (
          <ActionButton variant="primary" pending={pending} onClick={() => void open()}>
            {t('panel.push.open')}
          </ActionButton>
        )}
        {flowId !== null && (
          <Button variant={opens ? undefined : 'primary'} onClick={() => onFlow(flowId)}>
            {t('panel.requests.show_flow')}
          </Button>
        )}
      </div>
      <IssueNotes issues={issues} />
    </>
  )
}
