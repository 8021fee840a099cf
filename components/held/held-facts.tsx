import { hostOf } from '@/components/ui/format'
import { MaskedUrl } from '@/components/ui/masked'
import { labelOf } from '@/components/ui/request-text'
import { Age } from '@/components/ui/time'
import type { Flow } from '@/lib/flow/model/flow'
import type { AuthorizationResponse } from '@/lib/flow/model/message'
import type { StoredRequest } from '@/lib/flow/model/stored-request'
import { t } from '@/lib/i18n'
import { membersOf } from '@/lib/flow/read/response-members'
import { param } from '@/lib/model/params'

interface HeldFactsProps {
  readonly flow: Flow
  readonly response: AuthorizationResponse
  /** The stored request that the flow was opened from, if it still exists. */
  readonly request: StoredRequest | undefined
}

/** The client of the response, its origin and its destination. */
export function HeldFacts({ flow, response, request }: HeldFactsProps) {
  const from = flow.issuer ?? param(membersOf(response), 'iss')
  return (
    <dl className="facts">
      <Fact name={t('held.facts.client')} value={flow.clientId} />
      <Fact name={t('held.facts.from')} value={from === undefined ? null : hostOf(from)} />
      <Fact name={t('held.facts.to')} value={response.target} />
      <div>
        <dt>{t('held.facts.request')}</dt>{' '}
        <dd>
          <RequestTime flow={flow} request={request} />
        </dd>
      </div>
      {response.responseMode !== 'query' && (
        <Fact name={t('held.facts.mode')} value={modes[response.responseMode]} />
      )}
    </dl>
  )
}

const modes = { fragment: 'fragment', form: 'form_post' } as const

function Fact({ name, value }: { readonly name: string; readonly value: string | null }) {
  return (
    <div>
      <dt>{name}</dt>{' '}
      <dd className={value === null ? 'quiet' : 'mono wrap'}>
        {value === null ? t('held.facts.unknown') : <MaskedUrl url={value} />}
      </dd>
    </div>
  )
}

function RequestTime({ flow, request }: Pick<HeldFactsProps, 'flow' | 'request'>) {
  const own = flow.messages.find(({ kind }) => kind === 'par-request')
  const requested = flow.messages.find(({ kind }) => kind === 'authorization-request')
  const at = own?.at ?? requested?.at
  if (at === undefined) return <span className="quiet">{t('held.facts.no_request')}</span>
  const [before, after] = t(own ? 'held.facts.pushed' : 'held.facts.sent', ['\n']).split('\n')
  return (
    <>
      {request && `${labelOf(request)}, `}
      {before}
      <Age at={at} />
      {after}
    </>
  )
}
