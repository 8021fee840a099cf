import type { Flow } from '@/lib/flow/model/flow'
import { param } from '@/lib/model/params'
import type { EndpointRequest, OAuthMessage } from '@/lib/flow/model/message'

/** Whether a code was already sent to the token endpoint. */
export function isCodeUsed({ messages }: Pick<Flow, 'messages'>, code: string): boolean {
  return messages.some(
    (message) => isTokenRequest(message) && param(message.params, 'code') === code,
  )
}

function isTokenRequest(message: OAuthMessage): message is EndpointRequest<'token'> {
  return message.kind === 'token-request'
}
