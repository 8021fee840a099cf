import { useEffect, useMemo, useState } from 'react'
import '../consents/consents.css'
import './decoupled.css'
import { useHoldings, whyNoCall } from '@/components/connected/can-push'
import { SendsTo } from '@/components/connected/sends-to'
import { useCurrentProfile } from '@/components/connected/use-flow-profile'
import { ActionButton } from '@/components/ui/action-button'
import { Button } from '@/components/ui/button'
import { Chip } from '@/components/ui/chip'
import { Fold } from '@/components/ui/fold'
import { IssueLine } from '@/components/ui/issue-line'
import { IssueNotes } from '@/components/ui/issue-notes'
import { keyed } from '@/components/ui/keyed'
import { Pairs, paramsOfPairs, type Pair } from '@/components/ui/pairs'
import { SectionBar } from '@/components/ui/section-bar'
import { Segmented } from '@/components/ui/segmented'
import type { Issue } from '@/lib/model/issue'
import type { Params } from '@/lib/model/params'
import { deliveryOf, grantFacts, type DecoupledGrant } from '@/lib/oauth/decoupled'
import {
  decoupledCalls,
  decoupledValues,
  decoupledWarnings,
  type DecoupledCall,
} from '@/lib/oauth/decoupled-values'
import { endpointMembers } from '@/lib/oauth/endpoint-members'
import type { Metadata } from '@/lib/oauth/metadata'
import type { Profile } from '@/lib/oauth/profile'
import { fillText, type VariableScope } from '@/lib/oauth/variables'
import { mirrorMetadata, useMirror } from '@/lib/state/mirror'
import { t } from '@/lib/i18n'
import type { LibraryPaneProps } from '../library'
import { PollStrip } from './poll-strip'
import { RequestList } from './request-list'
import { useDecoupledRun, type DecoupledRun } from './use-decoupled-run'
import { ValueFields } from './value-fields'

/** One grant whose user decides on another device: its values, its requests, and the run that polls. */
export function DecoupledPane({ item, onFlow }: LibraryPaneProps) {
  const profile = useCurrentProfile()
  const grant: DecoupledGrant = item.id === 'device' ? 'device' : 'ciba'
  return profile && <Grant {...{ profile, grant, onFlow }} name={item.name} />
}

interface GrantProps extends Pick<LibraryPaneProps, 'onFlow'> {
  readonly profile: Profile
  readonly grant: DecoupledGrant
  readonly name: string
}

function Grant({ profile, grant, name, onFlow }: GrantProps) {
  const run = useDecoupledRun(profile.id, grant)
  const metadata = useMetadata(profile.id)
  const [view, setView] = useState<'values' | 'calls'>(run.flowId === null ? 'values' : 'calls')
  const [given, setGiven] = useState<Readonly<Record<string, string>>>({})
  const [pairs, setPairs] = useState<readonly Pair[]>([])
  const values = decoupledValues(grant, profile)
  const [scope] = useState<VariableScope>(() => ({
    now: Date.now(),
    values: new Map(profile.variables),
    uuid: () => t('panel.requests.fresh'),
  }))
  const typed: Params = [
    ...values.map((each) => [each.name, given[each.name] ?? each.value] as const),
    ...paramsOfPairs(pairs),
  ].filter(([, value]) => value !== '')
  const filled = typed.map(([param, text]) => ({ param, ...fillText(text, scope) }))
  const params: Params = filled.map(({ param, value }) => [param, value])
  const unknown = [...new Set(filled.flatMap((each) => each.unknown))]
  const intended = { grant, params, profile, alg: useAlg(profile) }
  const changes = Object.keys(given).length + paramsOfPairs(pairs).length
  const calls = decoupledCalls(intended, deliveryOf(profile, metadata), metadata)
  const off = useWhyOff(profile, grant, { run, metadata, unknown })
  const change = (param: string, value: string | undefined) => {
    const { [param]: _, ...others } = given
    setGiven(value === undefined ? others : { ...others, [param]: value })
  }
  const send = () => {
    setView('calls')
    void run.begin(typed)
  }
  return (
    <>
      <div className={view === 'calls' ? 'bar worktop shows-calls' : 'bar worktop'}>
        <h2 className="cut">{name}</h2>
        <Chip>{t('panel.decoupled.chip')}</Chip>
        <span className="grow" />
        <span className="consent-seg">
          <Segmented
            label={t('panel.consents.show')}
            options={[
              { value: 'values', label: t('panel.consents.values') },
              { value: 'calls', label: t('panel.decoupled.requests') },
            ]}
            value={view}
            onChange={setView}
          />
        </span>
      </div>
      <section className="pane consent-values" aria-label={t('panel.consents.values')}>
        <div className="scroll">
          <Fold
            title={t('panel.consents.values')}
            isOpen
            count={changes === 0 ? undefined : t('panel.consents.changes', changes)}
          >
            <ValueFields {...{ values, given, scope }} onChange={change} />
          </Fold>
          <Fold title={t('panel.decoupled.extra')} summary={String(paramsOfPairs(pairs).length)}>
            <div className="decoupled-extra">
              <Pairs label={t('panel.decoupled.extra')} pairs={pairs} onChange={setPairs} />
            </div>
          </Fold>
        </div>
        <IssueNotes issues={run.issues} />
      </section>
      <Requests
        {...{ grant, calls, run }}
        warnings={decoupledWarnings(intended, metadata)}
        mode={grant === 'ciba' ? deliveryOf(profile, metadata).mode : 'poll'}
        onFlow={() => run.flowId !== null && onFlow(run.flowId)}
      />
      <div className="bar bar--foot">
        <ActionButton
          variant={run.state?.phase === 'waiting' ? undefined : 'primary'}
          pending={run.pending}
          off={off}
          onClick={send}
        >
          {t(run.state ? 'panel.decoupled.send_again' : 'panel.decoupled.send')}
        </ActionButton>
        <span className="meta cut grow" title={off ?? undefined}>
          {off ?? (calls[0]?.url ? `POST ${calls[0].url}` : '')}
        </span>
        <SendsTo profile={profile} targets={[grantFacts[grant].endpoint, 'token']} />
        <Button
          variant="quiet"
          aria-disabled={changes === 0 || undefined}
          title={changes === 0 ? t('panel.consents.no_change') : undefined}
          onClick={() => {
            setGiven({})
            setPairs([])
          }}
        >
          {t('panel.consents.reset')}
        </Button>
      </div>
    </>
  )
}

interface RequestsProps {
  readonly grant: DecoupledGrant
  readonly calls: readonly DecoupledCall[]
  readonly run: DecoupledRun
  readonly warnings: readonly Issue[]
  readonly mode: 'poll' | 'ping' | 'push'
  readonly onFlow: () => void
}

/** The run with its state, or else what the metadata says against the values; then the requests. */
function Requests({ grant, calls, run, warnings, mode, onFlow }: RequestsProps) {
  const { state } = run
  return (
    <section className="pane consent-calls" aria-label={t('panel.decoupled.requests')}>
      <div className="scroll">
        {state && (
          <PollStrip
            state={state}
            pollPending={run.pollPending}
            onPoll={() => void run.poll()}
            onStop={() => void run.stop()}
            onContinue={() => void run.resume()}
            onFlow={onFlow}
          />
        )}
        {state?.phase !== 'waiting' && (warnings.length > 0 || mode !== 'poll') && (
          <div className="pvnotes decoupled-notes">
            {mode !== 'poll' && (
              <IssueLine status="warn" issue={{ code: `decoupled_${mode}`, seen: mode }} />
            )}
            {keyed(warnings, ({ code, field }) => `${code} ${field}`).map(({ key, item }) => (
              <IssueLine key={key} status="warn" issue={item} />
            ))}
          </div>
        )}
        <SectionBar title={t('panel.decoupled.requests')} />
        <RequestList {...{ grant, calls, state }} />
      </div>
    </section>
  )
}

function useMetadata(profileId: string): Metadata | null {
  const record = useMirror((state) => state.metadata[profileId])
  useEffect(() => {
    void mirrorMetadata(profileId)
  }, [profileId])
  return record?.document?.json ?? null
}

/** The algorithm of the signing key; null without a key. */
function useAlg({ signingKeyId }: Profile): string | null {
  const keys = useMirror((state) => state.keys)
  return useMemo(
    () => keys.find(({ id, removedAt }) => id === signingKeyId && removedAt === undefined)?.alg ?? null,
    [keys, signingKeyId],
  )
}

interface Known {
  readonly run: DecoupledRun
  readonly metadata: Metadata | null
  readonly unknown: readonly string[]
}

/** Why the request cannot be sent; null if it can. */
function useWhyOff(profile: Profile, grant: DecoupledGrant, known: Known): string | null {
  const holdings = useHoldings()
  const { run, metadata, unknown } = known
  const { endpoint } = grantFacts[grant]
  const member = endpointMembers[endpoint]
  const isWaiting = run.state?.phase === 'waiting' || run.state?.phase === 'sending'
  if (metadata && typeof metadata[member] !== 'string')
    return t('panel.decoupled.no_endpoint', [member])
  if (unknown.length > 0) return t('panel.consents.unknown', [unknown.join(', ')])
  if (isWaiting && !run.pending) return t('panel.decoupled.running')
  return whyNoCall(profile, holdings, endpoint) ?? whyNoCall(profile, holdings, 'token')
}
