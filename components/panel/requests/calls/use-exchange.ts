import { useEffect } from 'react'
import type { Flow } from '@/lib/flow/model/flow'
import type { EndpointRequest, EndpointResponse, OAuthMessage } from '@/lib/flow/model/message'
import { isEndpointRequest, isEndpointResponse } from '@/lib/flow/read/endpoint-response'
import { mirrorFlow, useMirror } from '@/lib/state/mirror'
import type { CallRun } from '@/lib/storage/saved-calls'

/** A call as its flow has it. */
export interface MadeCall {
  readonly flow: Flow
  readonly request: EndpointRequest & OAuthMessage
  readonly response: EndpointResponse & OAuthMessage
}

/** The messages of a run; undefined while its flow is being read, null if the flow is gone. */
export function useExchange({ flowId, responseId }: CallRun): MadeCall | null | undefined {
  const flow = useMirror((state) => state.flow[flowId])
  const isKnown = useMirror(({ flows }) => flows.some(({ id }) => id === flowId))
  useEffect(() => void mirrorFlow(flowId), [flowId])
  if (!isKnown) return null
  if (!flow) return undefined
  const response = flow.messages.find(({ id }) => id === responseId)
  if (!response || !isEndpointResponse(response)) return undefined
  const request = flow.messages.find(({ id }) => id === response.requestMessageId)
  return request && isEndpointRequest(request) ? { flow, request, response } : null
}
