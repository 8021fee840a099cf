import { useEffect, useState } from 'react'
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
import { Pairs, paramsOfPairs } from '@/components/ui/pairs'
import { plainText, Prose } from '@/components/ui/prose'
import { SectionBar } from '@/components/ui/section-bar'
import { Segmented } from '@/components/ui/segmented'
import type { Issue } from '@/lib/model/issue'
import { deliveryOf, grantFacts, type DecoupledGrant } from '@/lib/oauth/decoupled'
import { decoupledCalls, decoupledWarnings, type DecoupledCall } from '@/lib/oauth/decoupled-values'
import { endpointMembers } from '@/lib/oauth/endpoint-members'
import type { Metadata } from '@/lib/oauth/metadata'
import type { Profile } from '@/lib/oauth/profile'
import { mirrorMetadata, useMirror } from '@/lib/state/mirror'
import { t } from '@/lib/i18n'
import type { LibraryPaneProps } from '../library'
import { PollStrip } from './poll-strip'
import { RequestList } from './request-list'
import { useDecoupledRun, type DecoupledRun } from './use-decoupled-run'
import { useValues, type EditedValues } from './use-values'
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

type View = 'values' | 'calls'

function Grant({ profile, grant, name, onFlow }: GrantProps) {
  const run = useDecoupledRun(profile.id, grant)
  const metadata = useMetadata(profile.id)
  const edited = useValues(profile, grant)
  const [view, setView] = useState<View>(run.flowId === null ? 'values' : 'calls')
  const intended = { grant, params: edited.params, profile, alg: useAlg(profile) }
  const delivery = deliveryOf(profile, metadata)
  const calls = decoupledCalls(intended, delivery, metadata)
  const notes: readonly Issue[] = [
    ...(grant === 'ciba' && delivery.mode !== 'poll'
      ? [{ code: `decoupled_${delivery.mode}`, seen: delivery.mode }]
      : []),
    ...decoupledWarnings(intended, metadata),
  ]
  return (
    <>
      <Top {...{ name, view, setView }} />
      <Values edited={edited} issues={run.issues} />
      <Requests
        {...{ grant, calls, run, notes }}
        onFlow={() => run.flowId !== null && onFlow(run.flowId)}
      />
      <Foot
        {...{ profile, grant, run, edited, calls, metadata }}
        onSend={() => {
          setView('calls')
          void run.begin(edited.typed)
        }}
      />
    </>
  )
}

interface TopProps {
  readonly name: string
  readonly view: View
  readonly setView: (view: View) => void
}

function Top({ name, view, setView }: TopProps) {
  return (
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
  )
}

interface ValuesProps {
  readonly edited: EditedValues
  readonly issues: readonly Issue[]
}

function Values({ edited, issues }: ValuesProps) {
  const { values, given, scope, pairs, changes, change, setPairs } = edited
  return (
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
      <IssueNotes issues={issues} />
    </section>
  )
}

interface RequestsProps {
  readonly grant: DecoupledGrant
  readonly calls: readonly DecoupledCall[]
  readonly run: DecoupledRun
  readonly notes: readonly Issue[]
  readonly onFlow: () => void
}

/** The last run, what the metadata says against the values, and the requests. */
function Requests({ grant, calls, run, notes, onFlow }: RequestsProps) {
  const { state } = run
  const isOpen = state?.phase === 'waiting' || state?.phase === 'sending'
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
        {!isOpen && notes.length > 0 && (
          <div className="pvnotes decoupled-notes">
            {keyed(notes, ({ code, field }) => `${code} ${field}`).map(({ key, item }) => (
              <IssueLine key={key} status="warn" issue={item} />
            ))}
          </div>
        )}
        <SectionBar title={t('panel.decoupled.requests')} />
        <RequestList {...{ grant, calls }} state={isOpen ? state : null} />
      </div>
    </section>
  )
}

interface FootProps {
  readonly profile: Profile
  readonly grant: DecoupledGrant
  readonly run: DecoupledRun
  readonly edited: EditedValues
  readonly calls: readonly DecoupledCall[]
  readonly metadata: Metadata | null
  readonly onSend: () => void
}

/** Sends the request, and says where it goes. */
function Foot({ profile, grant, run, edited, calls, metadata, onSend }: FootProps) {
  const { state, pending } = run
  const off = useWhyOff(profile, grant, { run, metadata, unknown: edited.unknown })
  const isUnchanged = edited.changes === 0
  const url = calls[0]?.url ?? null
  return (
    <div className="bar bar--foot">
      <ActionButton
        variant={state?.phase === 'waiting' ? undefined : 'primary'}
        pending={pending}
        off={off}
        onClick={onSend}
      >
        {t(state ? 'panel.decoupled.send_again' : 'panel.decoupled.send')}
      </ActionButton>
      <span className="meta cut grow" title={off === null ? undefined : plainText(off)}>
        {off === null ? url && `POST ${url}` : <Prose>{off}</Prose>}
      </span>
      <SendsTo profile={profile} targets={[grantFacts[grant].endpoint, 'token']} />
      <Button
        variant="quiet"
        aria-disabled={isUnchanged || undefined}
        title={isUnchanged ? t('panel.consents.no_change') : undefined}
        onClick={edited.reset}
      >
        {t('panel.consents.reset')}
      </Button>
    </div>
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
  const key = useMirror(({ keys }) =>
    keys.find(({ id, removedAt }) => id === signingKeyId && removedAt === undefined),
  )
  return key?.alg ?? null
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
