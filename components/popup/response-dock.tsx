import { useEffect, useState } from 'react'
import { useHoldings, whyNoCall } from '@/components/ui/can-push'
import { exchangeOf } from '@/components/ui/exchange'
import { IssueLine } from '@/components/ui/issue-line'
import { Secret } from '@/components/ui/secret'
import { SectionBar } from '@/components/ui/section-bar'
import { Age, TimeBar, TimeLeft } from '@/components/ui/time'
import { t } from '@/lib/i18n'
import type { Flow } from '@/lib/flow/flow'
import type { AuthorizationResponse } from '@/lib/flow/message'
import { command } from '@/lib/state/actions'
import { useMirror } from '@/lib/state/mirror'
import { DockActions } from './dock-actions'
import { DockTokens } from './dock-tokens'
import { ErrorRows } from './error-rows'
import { codeLife, responseOf, valueOf } from './latest'
import { useAnnounced } from './use-announced'
import { useExchange } from './use-exchange'
import { VerdictRow } from './verdict-row'
import { issVerdict, stateVerdict } from './verdicts'

interface ResponseDockProps {
  readonly flow: Flow | undefined
  /** A response exists, though it may not be here yet. */
  readonly known: boolean
  /** Parley may not see where responses go. */
  readonly blind: boolean
  readonly onInspect: () => void
}

export function ResponseDock({ flow, known, blind, onInspect }: ResponseDockProps) {
  const [opened] = useState(Date.now)
  const response = flow && responseOf(flow)
  const title = t('popup.dock.title')
  return (
    <section className="dock" aria-label={title}>
      {flow && response ? (
        <Latest
          key={response.id}
          {...{ flow, response, title, onInspect }}
          isNew={response.at >= opened}
        />
      ) : (
        <div className="dock__none">
          <SectionBar title={title}>
            {!known && <span>{t(blind ? 'popup.dock.blind' : 'popup.dock.none')}</span>}
          </SectionBar>
        </div>
      )}
    </section>
  )
}

interface LatestProps {
  readonly flow: Flow
  readonly response: AuthorizationResponse
  /** It came while the popup was open. */
  readonly isNew: boolean
  readonly title: string
  readonly onInspect: () => void
}

function Latest({ flow, response, isNew, title, onInspect }: LatestProps) {
  const verdicts = { state: stateVerdict(response, flow), iss: issVerdict(response, flow) }
  const code = valueOf(response, 'code')
  const error = valueOf(response, 'error')
  const bad = verdicts.state.bad || verdicts.iss.bad
  const exchange = exchangeOf(flow)
  const { pending, issues, run } = useExchange(flow.id, exchange)
  const profile = useMirror(
    ({ profiles }) =>
      profiles.find(({ id, removedAt }) => id === flow.profileId && removedAt === undefined) ??
      null,
  )
  const off = whyNoCall(profile, useHoldings())
  const used = exchange?.request !== undefined
  useEffect(() => void command('responsesSeen'), [])
  useAnnounced({ flow, response, isNew, verdicts })
  return (
    <div className={isNew ? 'is-new' : ''}>
      <SectionBar title={title}>
        <span className="grow" />
        <span className="num">
          <Ago at={response.at} />
        </span>
      </SectionBar>
      <dl className="dock__rows">
        {error === undefined ? (
          <Code {...{ flow, response, code, used }} />
        ) : (
          <ErrorRows code={error} description={valueOf(response, 'error_description') ?? null} />
        )}
        <VerdictRow name="state" verdict={verdicts.state} opaque />
        <VerdictRow name="iss" verdict={verdicts.iss} opaque={false} />
        {exchange && <DockTokens exchange={exchange} />}
      </dl>
      {issues.length > 0 && (
        <div className="dock__issues" role="alert">
          {issues.map((issue) => (
            <IssueLine key={issue.code} issue={issue} />
          ))}
        </div>
      )}
      <DockActions
        until={exchange ? response.at + codeLife[flow.ruleProfile].ms : null}
        onExchange={run}
        {...{ used, bad, pending, off, onInspect }}
      />
    </div>
  )
}

function Ago({ at }: { at: number }) {
  const [before, after] = t('ui.time.ago', ['\n']).split('\n')
  return (
    <>
      {before}
      <Age at={at} />
      {after}
    </>
  )
}

interface CodeProps extends Pick<LatestProps, 'flow' | 'response'> {
  readonly code: string | undefined
  /** It was sent to the token endpoint already. */
  readonly used: boolean
}

function Code({ flow, response, code, used }: CodeProps) {
  const { ms, note } = codeLife[flow.ruleProfile]
  if (code === undefined)
    return (
      <>
        <dt>code</dt>
        <dd className="dock__wide">{t('popup.dock.not_sent')}</dd>
      </>
    )
  return (
    <>
      <dt>code</dt>
      <dd>
        <Secret value={code} name="code" copyable />
      </dd>
      {used ? (
        <dd className="left is-out">{t('popup.dock.used')}</dd>
      ) : (
        <>
          <dd>
            <TimeLeft until={response.at + ms} total={ms} title={t(note)} />
          </dd>
          <TimeBar as="dd" from={response.at} until={response.at + ms} />
        </>
      )}
    </>
  )
}
