import { exchangeOfResponse } from '@/components/connected/exchange'
import { IssueLine } from '@/components/ui/issue-line'
import type { Flow } from '@/lib/flow/model/flow'
import type { AuthorizationResponse } from '@/lib/flow/model/message'
import type { Issue } from '@/lib/model/issue'
import { useMirror } from '@/lib/state/mirror'
import { t } from '@/lib/i18n'
import { useCodeLife } from '@/components/connected/code-life'
import { useCodeLine } from './code-line'
import { ComparisonTable, differencesIn, useComparison } from './comparison'
import { Exits } from './exits'
import { ExitsTo } from './exits-to'
import { HeldBar } from './held-bar'
import { HeldFacts } from './held-facts'
import { headingOf, HeldHeading } from './heading'
import { OpenResponse } from './open-response'
import { situationOf } from './situation'
import { TokensSummary } from './tokens-summary'
import { useAnnouncements } from './use-announcements'
import { useDraft } from './use-draft'
import { useExits } from './use-exits'
import { useOtherCodes } from './use-other-codes'
import { Story } from './story'

interface HeldScreenProps {
  readonly flow: Flow
  readonly response: AuthorizationResponse
}

/** A held response: its parameters, its checks and its actions. */
export function HeldScreen({ flow, response }: HeldScreenProps) {
  const life = useCodeLife(flow)
  const request = useMirror(({ requests }) =>
    requests.find(({ id }) => id === flow.storedRequestId),
  )
  const otherCodes = useOtherCodes(flow, response)
  const state = useDraft(response, otherCodes)
  const code = useCodeLine(flow, response)
  const exchange = exchangeOfResponse(flow, response)
  const situation = situationOf(response, code?.state ?? null)
  const label = request?.label ?? null
  const rows = useComparison(flow, response)
  const differences = differencesIn(rows)
  const parts = { flow, response, situation, state, differences, label }
  const { names, exits, issues, question } = useExits(parts)
  const isBlocked = useMirror(({ held }) =>
    held.some((place) => place.responseId === response.id && place.blocked === true),
  )
  const heading = headingOf({ situation, response, exchange, seconds: life.ms / 1000 })
  const isOpen = response.hold?.state === 'held'
  useAnnouncements(heading.text, code, isOpen)

  return (
    <div className="held">
      <HeldBar flow={flow} situation={situation} />
      <main className="held__main">
        <HeldHeading {...heading} />
        <HeldFacts flow={flow} response={response} request={request} />
        {isBlocked && <p className="held__note meta">{t('held.blocked')}</p>}
        {situation === 'exchanged' && exchange?.tokenResponse ? (
          <TokensSummary flow={flow} response={exchange.tokenResponse} />
        ) : (
          <Story flow={flow} response={response} />
        )}
        {isOpen && <OpenResponse {...{ flow, response, state, code, otherCodes }} />}
        {isOpen && <ComparisonTable rows={rows} />}
        <Issues issues={issues} />
        <ExitsTo flow={flow} names={names} />
        <Exits names={names} exits={exits} />
        {question}
      </main>
    </div>
  )
}

function Issues({ issues }: { readonly issues: readonly Issue[] }) {
  if (issues.length === 0) return null
  return (
    <div className="held__issues" role="alert">
      {issues.map((issue) => (
        <IssueLine key={issue.code} issue={issue} />
      ))}
    </div>
  )
}
