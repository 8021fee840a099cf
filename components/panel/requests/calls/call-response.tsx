import { useState } from 'react'
import { noAccessText } from '@/components/connected/can-push'
import { destinationsAt } from '@/components/connected/destination'
import { ChecksTab } from '@/components/panel/message/checks-tab'
import { RequestView, ResponseView } from '@/components/panel/message/endpoint-view'
import { MessageCopies } from '@/components/panel/message/message-copies'
import { RawTab } from '@/components/panel/message/raw-tab'
import { ActionButton } from '@/components/ui/action-button'
import { formatOctets } from '@/components/ui/format'
import { issueText } from '@/components/ui/issue-line'
import { plainText } from '@/components/ui/prose'
import { Tabs } from '@/components/ui/tabs'
import { t } from '@/lib/i18n'
import { maskedJson } from '@/lib/model/masking'
import { jsonTreeOf } from '@/lib/model/json'
import { pagesOf, type PagingRule, type Pages } from '@/lib/oauth/paging'
import type { Profile } from '@/lib/oauth/profile'
import { useMirror } from '@/lib/state/mirror'
import type { CallRun } from '@/lib/storage/saved-calls'
import { BodyLines } from './body-lines'
import { CallStrip } from './call-strip'
import type { MadeCall } from './use-exchange'
import { pageText, secondsText } from './run-row'
import type { SendingCall } from './use-send-call'

type Part = 'response' | 'request' | 'checks' | 'raw'

interface CallResponseProps {
  readonly run: CallRun
  readonly made: MadeCall
  readonly paging: PagingRule
  readonly profile: Profile
  readonly sending: SendingCall
  readonly hasToken: boolean
  readonly onFlow: (flowId: string) => void
}

/** The response of a call with its pages, the request, the checks, and both as text. */
export function CallResponse(props: CallResponseProps) {
  const { run, made, onFlow } = props
  const { flow, request, response } = made
  const [part, setPart] = useState<Part>('response')
  const facts = [
    String(response.status ?? t('panel.requests.no_response')),
    response.took === null ? null : secondsText(response.took),
    response.body === '' ? null : formatOctets(new TextEncoder().encode(response.body).length),
  ]
  const onShow = () => onFlow(flow.id)
  return (
    <>
      <div className="bar pvtabs pvtabs--kept">
        <Tabs
          name="call"
          label={t('panel.calls.parts')}
          tabs={[
            { value: 'response', label: t('panel.requests.parts.response') },
            { value: 'request', label: t('panel.requests.sections.request') },
            { value: 'checks', label: t('panel.checks.title') },
            { value: 'raw', label: t('panel.tabs.raw') },
          ]}
          value={part}
          onTab={setPart}
        />
        <span className="grow" />
        <span className="meta nowrap call-facts">{facts.filter(Boolean).join(', ')}</span>
        <MessageCopies flow={flow} message={response} onExport={onShow} />
      </div>
      <div className="pvbody" role="tabpanel" id="call-panel" aria-labelledby={`call-tab-${part}`}>
        {part === 'response' && <Received {...props} />}
        {part === 'request' && (
          <div className="scroll">
            <RequestView message={request} onDecode={onShow} />
          </div>
        )}
        {part === 'checks' && (
          <ChecksTab flow={flow} message={response} whole={false} onOpen={onShow} />
        )}
        {part === 'raw' && <RawTab key={run.id} message={response} />}
      </div>
    </>
  )
}

function Received(props: CallResponseProps) {
  const { run, made, paging, onFlow } = props
  const { request, response, flow } = made
  const pages = pagesOf(request.url, response, paging)
  const json = jsonTreeOf(response.body)
  return (
    <>
      <CallStrip run={run} response={response} onFlow={() => onFlow(flow.id)} />
      {(pages.rule !== null || pages.page !== null) && <PageBar {...props} pages={pages} />}
      {json ? (
        <BodyLines text={JSON.stringify(maskedJson(json, 'member'), null, 2)} />
      ) : (
        <div className="scroll">
          <ResponseView message={response} onDecode={() => onFlow(flow.id)} />
        </div>
      )}
    </>
  )
}

/** Where this page is among the others. Another page is read only at a press. */
function PageBar({
  run,
  pages,
  profile,
  sending,
  hasToken,
}: CallResponseProps & { readonly pages: Pages }) {
  const { next, previous, repeats, page, pages: all, elements, total } = pages
  const count =
    elements === null
      ? null
      : total === null
        ? t('panel.calls.elements', elements)
        : t('panel.calls.elements_of', [String(elements), String(total)])
  const offNext = useWhyOff(profile, next, hasToken)
  const offPrevious = useWhyOff(profile, previous, hasToken)
  const follow = (to: 'next' | 'previous') => sending.send({ runId: run.id, to })
  return (
    <div className="pv">
      <span className="strong nowrap">{pageText({ page, pages: all })}</span>
      <span className="meta cut">{repeats ? t('panel.calls.repeats') : count}</span>
      <span className="grow" />
      <ActionButton
        off={offPrevious}
        pending={sending.pending}
        title={offPrevious ?? previous ?? undefined}
        onClick={() => follow('previous')}
      >
        {t('panel.calls.previous')}
      </ActionButton>
      <ActionButton
        off={offNext}
        pending={sending.pending}
        title={offNext ?? next ?? undefined}
        onClick={() => follow('next')}
      >
        {t('panel.calls.next')}
      </ActionButton>
    </div>
  )
}

/** Why a paging link cannot be followed; null if it can. */
function useWhyOff(profile: Profile, link: string | null, hasToken: boolean): string | null {
  const access = useMirror((state) => state.access[profile.id])
  if (link === null) return t('panel.calls.no_link')
  if (!hasToken) return t('panel.calls.no_token')
  const to = destinationsAt(profile, access ?? [], link)
  if (to.length === 0) return plainText(`${issueText({ code: 'resource_host' })} ${link}`)
  return noAccessText(to)
}
