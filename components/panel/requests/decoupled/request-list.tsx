import { Chip } from '@/components/ui/chip'
import { StatusIcon } from '@/components/ui/icon'
import { Prose } from '@/components/ui/prose'
import { sentIn, type PollState } from '@/lib/flow/read/poll-state'
import { isSuccess } from '@/lib/flow/read/endpoint-response'
import type { Status } from '@/lib/model/rule-result'
import { sentLines, type DecoupledCall } from '@/lib/oauth/decoupled-values'
import { endpointMembers } from '@/lib/oauth/endpoint-members'
import { grantFacts, type DecoupledGrant } from '@/lib/oauth/decoupled'
import { t } from '@/lib/i18n'
import { JsonText } from '../consents/json-lines'
import { keyed } from '@/components/ui/keyed'

interface RequestListProps {
  readonly grant: DecoupledGrant
  readonly calls: readonly DecoupledCall[]
  /** The run that is under way; null shows the requests as they will be sent. */
  readonly state: PollState | null
}

/** The first request and the polls: as they will be sent, or as they were sent, with the responses. */
export function RequestList({ grant, calls, state }: RequestListProps) {
  const members = {
    first: endpointMembers[grantFacts[grant].endpoint],
    poll: endpointMembers.token,
  }
  return (
    <ol aria-label={t('panel.decoupled.requests')}>
      {calls.map(({ kind, url, lines }, index) => {
        const made = state && results[kind](state)
        return (
          <li key={kind} className={state && !made ? 'ccall is-off' : 'ccall'}>
            {made ? (
              <StatusIcon status={made.status} />
            ) : (
              <span className="ccall__n">{index + 1}</span>
            )}
            <div className="ccall__t">
              <b>{t(names[kind])}</b>
              <span className="grow" />
              <Chip>{made?.text ?? t(times[kind])}</Chip>
            </div>
            <div className="ccall__u mono">
              {url === null ? (
                <Prose>{t('panel.decoupled.no_endpoint', [members[kind]])}</Prose>
              ) : (
                `POST ${url}`
              )}
            </div>
            <Lines
              lines={kind === 'first' && state?.request ? sentLines(sentIn(state.request)) : lines}
            />
          </li>
        )
      })}
    </ol>
  )
}

/** The lines of a form, and those of the JSON in it. */
function Lines({ lines }: Pick<DecoupledCall, 'lines'>) {
  return (
    <div className="code code--bare">
      {keyed(lines, (line) => line).map(({ key, item }) => (
        <div key={key} className="code__l">
          <span>
            <Line text={item} />
          </span>
        </div>
      ))}
    </div>
  )
}

function Line({ text }: { readonly text: string }) {
  const [, name, value = ''] = /^(\w+)=(.*)$/s.exec(text) ?? []
  if (name === undefined) return <JsonText text={text} />
  return (
    <>
      <span className="k">{name}</span>={value}
    </>
  )
}

const names = {
  first: 'panel.decoupled.first',
  poll: 'panel.decoupled.poll',
} as const satisfies Record<DecoupledCall['kind'], string>

const times = {
  first: 'panel.consents.when.now',
  poll: 'panel.decoupled.every',
} as const satisfies Record<DecoupledCall['kind'], string>

interface Result {
  readonly status: Status
  readonly text: string
}

const results: Readonly<Record<DecoupledCall['kind'], (state: PollState) => Result | null>> = {
  first({ response }) {
    if (!response) return { status: 'pending', text: t('panel.decoupled.sent') }
    const { status, issues } = response
    const isGood = isSuccess(response) && issues.length === 0
    return {
      status: isGood ? 'pass' : 'fail',
      text: status === null ? t('panel.sequence.no_response') : String(status),
    }
  },
  poll({ progress, phase }) {
    if (!progress || progress.polls === 0) return null
    const { polls, end } = progress
    const waiting: Status = phase === 'waiting' ? 'pending' : 'neutral'
    const ended: Status = end?.kind === 'tokens' ? 'pass' : 'warn'
    return { status: end ? ended : waiting, text: t('panel.decoupled.times', polls) }
  },
}
