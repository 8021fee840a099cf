import type { ClientContext } from '@/lib/client/context'
import { sendRequest } from '@/lib/client/http'
import { putMessage, requestMessage, responseMessage } from '@/lib/flow/call'
import type { Flow } from '@/lib/flow/flow'
import { judgeFlow } from './judge'
import type { Ports } from './ports'
import type { Data, Store } from './store'

/** What is sent within one call, each with what came back. */
export interface Recorder {
  readonly send: ClientContext['send']
  /** The message of the newest answer; null before there is one. */
  responseId(): string | null
}

/** Changes a flow, whether it is in memory or not; nothing happens where it is gone. */
export function editFlow(
  store: Store,
  id: string,
  edit: (flow: Flow, data: Data) => Flow,
): Promise<void> {
  return store.run(async (data, save) => {
    const flow = data.live.find((known) => known.id === id) ?? (await store.flow(id))
    if (flow) await save({ putFlows: [judgeFlow(edit(flow, data), data)] })
  })
}

/**
 * Records what Parley sends in a flow: the request is in storage before it goes out, so that a worker
 * that dies in between leaves the trace of it.
 */
export function createRecorder(ports: Ports, store: Store, flowId: string): Recorder {
  let newest: string | null = null
  const put = (message: Parameters<typeof putMessage>[1]) =>
    editFlow(store, flowId, (flow) => putMessage(flow, message, ports.newId))

  return {
    responseId: () => newest,
    async send(endpoint, sent) {
      const request = requestMessage(endpoint, sent, ports.newId(), ports.now())
      await put(request)
      const answer = await sendRequest(ports.fetch, sent)
      const came = answer.ok
        ? {
            status: answer.status,
            headers: answer.headers,
            body: answer.body,
            truncated: answer.truncated,
          }
        : { status: null, headers: [], body: '', truncated: false }
      const response = responseMessage(request, endpoint, came, ports.newId(), ports.now())
      await put(response)
      newest = response.id
      return answer
    },
  }
}
