import { useEffect, useState } from 'react'
import { ask } from '@/components/connected/ask'
import { useHoldings, whyNoCall } from '@/components/connected/can-push'
import { codeLifeNote, useCodeLife } from '@/components/connected/code-life'
import { destinationsOf } from '@/components/connected/destination'
import { exchangeOf, type Exchange } from '@/components/connected/exchange'
import { ExchangeTo } from '@/components/connected/exchange-to'
import { Secret } from '@/components/ui/secret'
import { SectionBar } from '@/components/ui/section-bar'
import { Ago, TimeBar, TimeLeft, useNow } from '@/components/ui/time'
import { useFlowProfile } from '@/components/connected/use-flow-profile'
import { t } from '@/lib/i18n'
import type { Flow } from '@/lib/flow/model/flow'
import type { AuthorizationResponse } from '@/lib/flow/model/message'
import { codeStateOf, isUnsolicited, type CodeState } from '@/lib/flow/read/code-state'
import { responsesOf } from '@/lib/flow/read/find-response'
import { tokenCopies } from '@/lib/flow/read/token-copies'
import type { CodeLife } from '@/lib/oauth/code-lifetime'
import type { Profile } from '@/lib/oauth/profile'
import type { Issue } from '@/lib/model/issue'
import { command } from '@/lib/state/actions'
import { useHost } from '@/lib/state/host'
import { useMirror } from '@/lib/state/mirror'
import { DockShare } from './dock-share'
import { DockActions } from './dock-actions'
import { DockCopy } from './dock-copy'
import { DockTokens } from './dock-tokens'
import { DockIssues } from './dock-issues'
import { DockState } from './dock-state'
import { DockWho } from './dock-who'
import { errorAdvice } from '@/components/ui/error-advice'
import { ErrorRows } from './error-rows'
import { ExchangeAsk } from './exchange-ask'
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
  const verdicts = useVerdicts(flow, response)
  const exchange = exchangeOf(flow)
  const { pending, issues, run } = useExchange(flow.id, exchange)
  const life = useCodeLife(flow)
  const code = useCodeState(flow, exchange?.response ?? response, life)
  const [isAsking, setIsAsking] = useState(false)
  useEffect(() => void command('responsesSeen'), [])
  useAnnounced({ until: code.until, isNew, verdicts, isAlone: code.isAlone })
  const start = () => {
    if (exchange && isUnsolicited(exchange.response)) setIsAsking(true)
    else run(false)
  }
  return (
    <div className={isNew ? 'dock__in is-new' : 'dock__in'}>
      <SectionBar title={title}>
        <DockState response={response} exchange={exchange} exchangeDue={flow.exchangeDue} />
        <span className="grow" />
        <span className="num nowrap">
          <Ago at={response.at} />
        </span>
        <DockShare flowId={flow.id} />
      </SectionBar>
      {isAsking ? (
        <Ask
          flow={flow}
          onConfirm={() => {
            setIsAsking(false)
            run(true)
          }}
          onCancel={() => setIsAsking(false)}
        />
      ) : (
        <Body
          {...{ flow, response, requested, onInspect, verdicts, exchange, pending, issues, life }}
          {...code}
          onExchange={start}
        />
      )}
    </div>
  )
}

interface AskProps {
  readonly flow: Flow
  readonly onConfirm: () => void
  readonly onCancel: () => void
}

function Ask({ flow, ...rest }: AskProps) {
  const profile = useFlowProfile(flow)
  const target = useTarget(profile)
  return (
    <ExchangeAsk
      host={target?.host ?? null}
      clientId={profile?.clientId ?? flow.clientId ?? ''}
      hasVerifier={flow.requested.codeVerifier !== null}
      {...rest}
    />
  )
}

interface BodyProps extends Omit<LatestProps, 'isNew' | 'title'> {
  readonly verdicts: ReturnType<typeof useVerdicts>
  readonly exchange: Exchange | null
  readonly pending: boolean
  readonly issues: readonly Issue[]
  readonly life: CodeLife
  readonly state: CodeState
  readonly isAlone: boolean
  readonly onExchange: () => void
}

function Body({ flow, response, requested, onInspect, verdicts, exchange, ...rest }: BodyProps) {
  const { state, isAlone, life, pending, issues, onExchange } = rest
  const profile = useFlowProfile(flow)
  const off = whyNoCall(profile, useHoldings(), 'token')
  const held = useHeld(flow.id, response)
  const copies = tokenCopies(flow)
  const body = exchange?.tokenResponse?.body ?? ''
  const canCopy = copies.tokens.length > 0 && body !== ''
  const bad = verdicts.state.bad || verdicts.iss.bad
  const target = useTarget(profile)
  return (
    <>
      <div className="scroll">
        <DockWho flow={flow} isAlone={isAlone} />
        <dl className="dock__rows">
          {!canCopy && <Result {...{ response, life, state, isAlone, onInspect }} />}
          <VerdictRow name="state" verdict={verdicts.state} opaque />
          <VerdictRow name="iss" verdict={verdicts.iss} opaque={false} />
          {exchange && <DockTokens {...{ exchange, onInspect }} accessToken={copies.accessToken} />}
        </dl>
      </div>
      <DockIssues issues={[...issues, ...held.issues]} />
      <ExchangeTo flow={flow} requested={requested} isNamed />
      <DockActions
        {...{ state, isAlone, pending, target, bad, off, onExchange }}
        held={held.isHeld}
        copy={canCopy ? <DockCopy copies={copies} body={body} /> : null}
        onInspect={held.isHeld ? held.open : onInspect}
        onDiscard={held.discard}
      />
    </>
  )
}

function useVerdicts(flow: Flow, response: AuthorizationResponse) {
  const profiles = useMirror((state) => state.profiles)
  return { state: stateVerdict(response, flow), iss: issVerdict(response, flow, profiles) }
}

/** A held response is released on its own page. */
function useHeld(flowId: string, response: AuthorizationResponse) {
  const host = useHost()
  const [issues, setIssues] = useState<readonly Issue[]>([])
  const named = { flowId, responseId: response.id }
  const open = async () => {
    const result = await ask(command('heldFocus', named))
    if (result.ok) host.close()
    else setIssues(result.issues)
  }
  const discard = async () => {
    const result = await ask(command('holdDiscard', named))
    setIssues(result.ok ? [] : result.issues)
  }
  return {
    isHeld: response.hold?.state === 'held',
    issues,
    open: () => void open(),
    discard: () => void discard(),
  }
}

/** The host of the token endpoint. Metadata from elsewhere than the issuer may name any host. */
function useTarget(profile: Profile | null) {
  const access = useMirror((mirror) => mirror.access)
  const [first] = destinationsOf(profile, access, ['token'])
  if (!first) return null
  const isOdd = first.isForeign && profile?.discovery.kind !== 'derived'
  return { host: first.host, isOdd }
}

interface ResultProps extends Omit<CodeProps, 'code'> {
  readonly onInspect: () => void
}

/** The code, or the error in its place. */
function Result({ onInspect, ...rest }: ResultProps) {
  const error = valueOf(rest.response, 'error')
  if (error === undefined) return <Code {...rest} code={valueOf(rest.response, 'code')} />
  return (
    <ErrorRows
      code={error}
      description={valueOf(rest.response, 'error_description') ?? null}
      advice={[errorAdvice(error)].filter((text) => text !== null)}
      onInspect={onInspect}
    />
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
