import type { ClientContext } from '@/lib/client/client-context'
import { sendRequest } from '@/lib/client/http'
import { putMessage, requestMessage, responseMessage } from '@/lib/flow/reduce/call-messages'
import type { Flow } from '@/lib/flow/model/flow'
import type { CallPurpose } from '@/lib/flow/model/flow-consent'
import type { Issue } from '@/lib/model/issue'
import { judgeAnew } from '@/lib/judge/judge-anew'
import { judgeFlow } from '@/lib/judge/judge-flow'
import type { RuleProfile } from '@/lib/model/rule-profiles'
import { hostIssue } from './named-hosts'
import type { Ports } from './ports'
import type { Data } from '@/lib/storage/data'
import type { Store } from './store'

/** The requests of one call with their responses. */
export interface Recorder {
  readonly send: ClientContext['send']
  /** The message of the newest response; null before the first one. */
  responseId(): string | null
  /** Why a request was not sent, or its response not stored; null if neither happened. */
  failure(): Issue | null
}

/**
 * Changes a flow; false if the flow is gone. `judgedUnder` are the rules of the results that the change brings: if
 * the tester chose different ones in the meantime, everything is judged by these.
 */
export function editFlow(
  store: Store,
  id: string,
  edit: (flow: Flow, data: Data) => Flow,
  judgedUnder?: RuleProfile,
): Promise<boolean> {
  return store.run(async (data, save) => {
    const flow = await store.flow(id)
    if (!flow) return false
    const judge =
      judgedUnder === undefined || judgedUnder === flow.ruleProfile ? judgeFlow : judgeAnew
    await save({ putFlows: [await judge(edit(flow, data), data)] })
    return true
  })
}

/**
 * Records in a flow what Parley sends. The request is stored before it is sent, so that a terminated
 * worker leaves a trace of it. `send` rejects and sends nothing if the user did not grant the host by
 * name, or if the request cannot be stored.
 *
 * @see [RFC 9700](https://www.rfc-editor.org/rfc/rfc9700.html#section-4.4)
 */
export function createRecorder(
  ports: Ports,
  store: Store,
  { id: flowId, issuer }: Pick<Flow, 'id' | 'issuer'>,
  purpose?: CallPurpose,
): Recorder {
  let newest: string | null = null
  let failure: Issue | null = null
  const put = async (message: Parameters<typeof putMessage>[1], lost: string) => {
    failure = { code: lost }
    const isKept = await editFlow(store, flowId, (flow) => putMessage(flow, message, ports.newId))
    failure = isKept ? null : { code: 'flow_gone' }
    if (!isKept) throw new Error('The flow is gone')
  }

  return {
    responseId: () => newest,
    failure: () => failure,
    async send(endpoint, sent) {
      failure = await hostIssue(ports, store, issuer, sent.url)
      if (failure) throw new Error('The host is not allowed')
      const request = requestMessage(
        endpoint,
        sent,
        ports.newId(),
        ports.now(),
        'parley',
        endpoint === 'resource' ? purpose : undefined,
      )
      await put(request, 'request_not_kept')
      const httpResult = await sendRequest(ports.fetch, sent)
      const received = httpResult.ok
        ? {
            status: httpResult.status,
            headers: httpResult.headers,
            body: httpResult.body,
            truncated: httpResult.truncated,
            ...((httpResult.inexact || httpResult.incomplete) && { inexact: true as const }),
          }
        : { status: null, headers: [], body: '', truncated: false }
      const response = responseMessage(request, endpoint, received, ports.newId(), ports.now())
      await put(response, 'response_not_kept')
      newest = response.id
      return httpResult
    },
  }
}
