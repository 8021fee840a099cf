import { useEffect, useState } from 'react'
import { ask } from '@/components/connected/ask'
import { useHoldings, whyNoCall } from '@/components/connected/can-push'
import { codeLifeNote, useCodeLife } from '@/components/connected/code-life'
import { exchangeOf } from '@/components/connected/exchange'
import { useExchangeQuestion } from '@/components/connected/exchange-question'
import { ExchangeTo } from '@/components/connected/exchange-to'
import { IssueLine } from '@/components/ui/issue-line'
import { Secret } from '@/components/ui/secret'
import { SectionBar } from '@/components/ui/section-bar'
import { Ago, TimeBar, TimeLeft, useNow } from '@/components/ui/time'
import { useFlowProfile } from '@/components/connected/use-flow-profile'
import { t } from '@/lib/i18n'
import type { Flow } from '@/lib/flow/model/flow'
import type { AuthorizationResponse } from '@/lib/flow/model/message'
import { codeStateOf, isUnsolicited, type CodeState } from '@/lib/flow/read/code-state'
import type { CodeLife } from '@/lib/oauth/code-lifetime'
import type { Issue } from '@/lib/model/issue'
import { command } from '@/lib/state/actions'
import { useHost } from '@/lib/state/host'
import { useMirror } from '@/lib/state/mirror'
import { DockActions } from './dock-actions'
import { DockTokens } from './dock-tokens'
import { DockState } from './dock-state'
import { errorAdvice } from '@/components/ui/error-advice'
import { ErrorRows } from './error-rows'
import { responsesOf } from '@/lib/flow/read/find-response'
import { valueOf } from './latest'
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
  const response = flow && responsesOf(flow).at(-1)
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
            {!known && <span>{t(blind ? 'popup.dock.needs_access' : 'popup.dock.none')}</span>}
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
  const { state, isAlone, until } = useCodeState(flow, exchange?.response ?? response, life)
  const { start, question } = useExchangeQuestion(exchange?.response, run)
  useEffect(() => void command('responsesSeen'), [])
  useAnnounced({
    until,
    isNew,
    verdicts,
    isAlone,
  })
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
          <Code {...{ life, response, code, state, isAlone }} />
        ) : (
          <ErrorRows
            code={error}
            description={valueOf(response, 'error_description') ?? null}
            advice={[errorAdvice(error)].filter((text) => text !== null)}
          />
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
        onExchange={start}
        onInspect={held ? () => void openHeld() : onInspect}
        {...{ state, isAlone, bad, pending, off, held }}
      />
      {question}
    </div>
  )
}

/** The state of a code, and when it expires if its time is running. */
function useCodeState(flow: Flow, response: AuthorizationResponse, life: CodeLife) {
  const end = response.at + life.ms
  const state = codeStateOf(flow, response, useNow(end) >= end)
  const isAlone = isUnsolicited(response)
  return { state, isAlone, until: state === 'unused' && !isAlone ? end : null }
}

interface CodeProps extends Pick<LatestProps, 'response'> {
  readonly life: CodeLife
  readonly code: string | undefined
  readonly state: CodeState
  /** No request is known for the response. */
  readonly isAlone: boolean
}

function Code({ life, response, code, state, isAlone }: CodeProps) {
  const until = response.at + life.ms
  if (code === undefined)
    return (
      <>
        <dt>code</dt>
        <dd className="dock__wide">{absent(response)}</dd>
      </>
    )
  const isRunning = state === 'unused' && !isAlone
  return (
    <>
      <dt>code</dt>
      <dd>
        <Secret value={code} name="code" copyable />
      </dd>
      <dd>
        {isRunning ? (
          <TimeLeft until={until} total={life.ms} title={codeLifeNote(life)} />
        ) : (
          <CodeOver state={state} title={codeLifeNote(life)} />
        )}
      </dd>
      {isRunning && <TimeBar as="dd" from={response.at} until={until} />}
    </>
  )
}

/** The state of a code that has been used, released, discarded or has expired. */
function CodeOver({ state, title }: { readonly state: CodeState; readonly title: string }) {
  if (state === null || state === 'unused') return null
  return (
    <span className="left is-out" title={state === 'expired' ? title : undefined}>
      {t(`popup.dock.${state}`)}
    </span>
  )
}
