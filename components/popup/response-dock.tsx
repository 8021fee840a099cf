import { useEffect, useState } from 'react'
import { ask } from '@/components/connected/ask'
import { useHoldings, whyNoCall } from '@/components/connected/can-push'
import { codeLifeNote, useCodeLife } from '@/components/connected/code-life'
import { exchangeOf } from '@/components/connected/exchange'
import { ExchangeTo } from '@/components/connected/exchange-to'
import { IssueLine } from '@/components/ui/issue-line'
import { Secret } from '@/components/ui/secret'
import { SectionBar } from '@/components/ui/section-bar'
import { Ago, TimeBar, TimeLeft, useNow } from '@/components/ui/time'
import { useFlowProfile } from '@/components/connected/use-flow-profile'
import { t } from '@/lib/i18n'
import type { Flow } from '@/lib/flow/model/flow'
import type { AuthorizationResponse } from '@/lib/flow/model/message'
import type { CodeLife } from '@/lib/oauth/code-lifetime'
import type { Issue } from '@/lib/model/issue'
import { command } from '@/lib/state/actions'
import { useHost } from '@/lib/state/host'
import { useMirror } from '@/lib/state/mirror'
import { DockActions } from './dock-actions'
import { DockTokens } from './dock-tokens'
import { DockState } from './dock-state'
import { ErrorRows } from './error-rows'
import { responseOf, valueOf } from './latest'
import { useAnnounced } from './use-announced'
import { useExchange } from './use-exchange'
import { VerdictRow } from './verdict-row'
import { absent, issVerdict, stateVerdict } from './verdicts'

interface ResponseDockProps {
  readonly flow: Flow | undefined
  /** A response exists, although it may not be loaded yet. */
  readonly known: boolean
  /** Parley has no access to the redirect_uri and cannot observe responses. */
  readonly blind: boolean
  /** The profile whose access is requested above; null if it is not requested. */
  readonly requested: string | null
  readonly onInspect: () => void
}

export function ResponseDock({ flow, known, blind, requested, onInspect }: ResponseDockProps) {
  const [opened] = useState(Date.now)
  const response = flow && responseOf(flow)
  const title = t('popup.dock.title')
  return (
    <section className="dock" aria-label={title}>
      {flow && response ? (
        <Latest
          key={response.id}
          {...{ flow, response, title, requested, onInspect }}
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
  /** It arrived while the popup was open. */
  readonly isNew: boolean
  readonly title: string
  readonly requested: string | null
  readonly onInspect: () => void
}

function Latest({ flow, response, isNew, title, requested, onInspect }: LatestProps) {
  const profiles = useMirror((state) => state.profiles)
  const verdicts = {
    state: stateVerdict(response, flow),
    iss: issVerdict(response, flow, profiles),
  }
  const code = valueOf(response, 'code')
  const error = valueOf(response, 'error')
  const host = useHost()
  const held = response.hold?.state === 'held'
  const [gone, setGone] = useState<readonly Issue[]>([])
  const openHeld = async () => {
    const named = { flowId: flow.id, responseId: response.id }
    const result = await ask(command('heldFocus', named))
    if (result.ok) host.close()
    else setGone(result.issues)
  }
  const bad = verdicts.state.bad || verdicts.iss.bad
  const exchange = exchangeOf(flow)
  const { pending, issues, run } = useExchange(flow.id, exchange)
  const off = whyNoCall(useFlowProfile(flow), useHoldings(), 'token')
  const life = useCodeLife(flow)
  const used = exchange?.request !== undefined
  useEffect(() => void command('responsesSeen'), [])
  useAnnounced({ lifeMs: life.ms, response, isNew, verdicts })
  return (
    <div className={isNew ? 'is-new' : ''}>
      <SectionBar title={title}>
        <DockState response={response} exchangeDue={flow.exchangeDue === response.id} />
        <span className="grow" />
        <span className="num">
          <Ago at={response.at} />
        </span>
      </SectionBar>
      <dl className="dock__rows">
        {error === undefined ? (
          <Code {...{ life, response, code, used }} />
        ) : (
          <ErrorRows code={error} description={valueOf(response, 'error_description') ?? null} />
        )}
        <VerdictRow name="state" verdict={verdicts.state} opaque />
        <VerdictRow name="iss" verdict={verdicts.iss} opaque={false} />
        {exchange && <DockTokens exchange={exchange} />}
      </dl>
      {[...issues, ...gone].length > 0 && (
        <div className="dock__issues" role="alert">
          {[...issues, ...gone].map((issue) => (
            <IssueLine key={issue.code} issue={issue} />
          ))}
        </div>
      )}
      <ExchangeTo flow={flow} requested={requested} />
      <DockActions
        until={exchange ? response.at + life.ms : null}
        onExchange={run}
        onInspect={held ? () => void openHeld() : onInspect}
        {...{ used, bad, pending, off, held }}
      />
    </div>
  )
}

interface CodeProps extends Pick<LatestProps, 'response'> {
  readonly life: CodeLife
  readonly code: string | undefined
  /** It was already sent to the token endpoint. */
  readonly used: boolean
}

function Code({ life, response, code, used }: CodeProps) {
  const until = response.at + life.ms
  const isOver = useNow(until) >= until
  if (code === undefined)
    return (
      <>
        <dt>code</dt>
        <dd className="dock__wide">{absent(response)}</dd>
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
            {isOver ? (
              <span className="left is-out" title={codeLifeNote(life)}>
                {t('popup.dock.expired')}
              </span>
            ) : (
              <TimeLeft until={until} total={life.ms} title={codeLifeNote(life)} />
            )}
          </dd>
          <TimeBar as="dd" from={response.at} until={until} />
        </>
      )}
    </>
  )
}
