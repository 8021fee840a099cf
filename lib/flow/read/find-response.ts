import { sameResponse, type ReadResponse } from '@/lib/oauth/response'
import type { Flow } from '@/lib/flow/model/flow'
import type { AuthorizationResponse } from '@/lib/flow/model/message'

/** The response of a flow with these parameters, either as received or as released. */
export function findResponse(flow: Flow, read: ReadResponse): AuthorizationResponse | undefined {
  return responsesOf(flow).find(({ params, hold }) =>
    [params, ...(hold?.releases ?? []).map((release) => release.params)].some((known) =>
      sameResponse(known, read.params),
    ),
  )
}

export function responsesOf(flow: Pick<Flow, 'messages'>): readonly AuthorizationResponse[] {
  return flow.messages.filter((message) => message.kind === 'authorization-response')
}
