import { Chip } from '@/components/ui/chip'
import { StatusIcon } from '@/components/ui/icon'
import type { PlannedCall } from '@/lib/consent/templates/plan'
import { madeCall } from '@/lib/consent/templates/progress'
import type { Flow } from '@/lib/flow/model/flow'
import type { EndpointResponse } from '@/lib/flow/model/message'
import { isSuccess } from '@/lib/flow/read/endpoint-response'
import type { Status } from '@/lib/model/rule-result'
import { t } from '@/lib/i18n'
import { JsonLines, plainLines } from './json-lines'
import { SignedCall, signedContent } from './signed-call'
import type { SignedPreview } from './use-signed-preview'

interface CallListProps {
  readonly calls: readonly PlannedCall[]
  /** The flow of the last run; null before the first one. */
  readonly flow: Flow | null
  /** The signed request that creates the consent. */
  readonly signed: SignedPreview
}

/** The calls in their order: as they will be made, or with what the server responded. */
export function CallList({ calls, flow, signed }: CallListProps) {
  return (
    <ol aria-label={t('panel.consents.calls')}>
      {calls.map((call, index) => (
        <CallRow
          key={call.kind}
          call={call}
          number={index + 1}
          made={flow && resultOf(call, flow)}
          signed={signed}
        />
      ))}
    </ol>
  )
}

interface CallRowProps {
  readonly call: PlannedCall
  readonly number: number
  /** Null before a run. */
  readonly made: Result | null
  readonly signed: SignedPreview
}

function CallRow({ call, number, made, signed }: CallRowProps) {
  const { kind, method, url, when } = call
  return (
    <li className={made && made.status === null ? 'ccall is-off' : 'ccall'}>
      {made?.status ? (
        <StatusIcon status={made.status} />
      ) : (
        <span className="ccall__n">{number}</span>
      )}
      <div className="ccall__t">
        <b>{t(names[kind])}</b>
        <span className="grow" />
        <Chip>{made ? made.text : t(times[when])}</Chip>
      </div>
      <div className="ccall__u mono">{`${method} ${url ?? t('panel.consents.no_endpoint')}`}</div>
      {made?.body ? (
        <JsonLines lines={plainLines(made.body)} />
      ) : (
        <Content call={call} signed={made ? null : signed} />
      )}
    </li>
  )
}

/** What a call sends; of the one that creates the consent, as it was signed. */
function Content({
  call: { kind, lines, signing },
  signed,
}: Pick<CallRowProps, 'call'> & { readonly signed: SignedPreview | null }) {
  if (kind !== 'create' || !signing || !signed) return <JsonLines lines={lines} />
  const { preview } = signed
  return (
    <>
      <JsonLines lines={preview ? plainLines(signedContent(preview)) : lines} />
      <SignedCall signing={signing} signed={signed} />
    </>
  )
}

const names = {
  token: 'panel.consents.call.token',
  create: 'panel.consents.call.create',
  push: 'panel.consents.call.push',
  authorize: 'panel.consents.call.authorize',
  exchange: 'panel.consents.call.exchange',
  status: 'panel.consents.call.status',
  use: 'panel.consents.call.use',
  withdraw: 'panel.consents.call.withdraw',
} as const satisfies Record<PlannedCall['kind'], string>

const times = {
  now: 'panel.consents.when.now',
  user: 'panel.consents.when.user',
  afterwards: 'panel.consents.when.afterwards',
  request: 'panel.consents.when.request',
} as const satisfies Record<PlannedCall['when'], string>

interface Result {
  /** Null for a call that was not sent. */
  readonly status: Status | null
  readonly text: string
  /** The body of a refusal. */
  readonly body: string | null
}

function resultOf({ kind, when }: PlannedCall, flow: Flow): Result {
  const response = madeCall(flow, kind)
  if (response) return received(response)
  if (kind === 'authorize') return ofBrowser(flow)
  const isNext = flow.consent?.run?.state === 'running' && when === 'now'
  return { status: null, text: t(isNext ? times.now : 'panel.consents.not_sent'), body: null }
}

/** Maximum characters of a refusal that are shown. */
const maxBody = 2000

function received({ status, took, issues, body }: EndpointResponse): Result {
  const isGood = status !== null && isSuccess({ status }) && issues.length === 0
  const seconds = took === null ? [] : [t('ui.time.s', [(took / 1000).toFixed(2)])]
  return {
    status: isGood ? 'pass' : 'fail',
    text: [status === null ? t('panel.sequence.no_response') : `${status}`, ...seconds].join(', '),
    body: isGood || body === '' ? null : pretty(body.slice(0, maxBody)),
  }
}

function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2)
  } catch {
    return body
  }
}

/** The user decides in the browser. */
function ofBrowser({ messages }: Flow): Result {
  if (messages.some(({ kind }) => kind === 'authorization-response'))
    return { status: 'pass', text: t('panel.consents.answered'), body: null }
  return messages.some(({ kind }) => kind === 'authorization-request')
    ? { status: 'pending', text: t('panel.consents.when.user'), body: null }
    : { status: null, text: t('panel.consents.not_sent'), body: null }
}
