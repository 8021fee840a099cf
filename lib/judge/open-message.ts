import { tokenContextOf } from '@/lib/facts/token-context'
import type { Flow } from '@/lib/flow/model/flow'
import type { EndpointResponse, OAuthMessage, ReceivedJwt } from '@/lib/flow/model/message'
import { requestOf } from '@/lib/flow/read/endpoint-response'
import { editMessage } from '@/lib/flow/reduce/call-messages'
import { hasHttpSignature, signatureOf } from './http-signatures'
import { judgeMessage } from './judge-message'
import { newJwtsIn, openedIn, type JwtPart } from './message-jwts'
import type { Data } from '@/lib/storage/data'
import type { Check } from './verify-token'

/**
 * The JWTs of a message, opened and verified, and the rule results for the message and its JWTs.
 */
export type Opened = Pick<EndpointResponse, 'jwts' | 'results' | 'httpSignature'>

/** Whether a message contains a JWT that has not been opened and verified yet. */
export function isUnopened(message: OAuthMessage, flow: Pick<Flow, 'messages'>): boolean {
  const isSigned = hasHttpSignature(message) && signatureOf(message) !== null
  return unopened(message, flow).length > 0 || (isSigned && message.httpSignature === undefined)
}

function unopened(message: OAuthMessage, flow: Pick<Flow, 'messages'>): readonly JwtPart[] {
  const names = new Set(openedIn(message).map(({ name }) => name))
  return newJwtsIn(message, flow).filter(([name]) => !names.has(name))
}

/** Opens, verifies and judges a received message, with everything that its flow knows by then. */
export async function openMessage(
  message: OAuthMessage,
  flow: Flow,
  data: Data,
  check: Check,
): Promise<Opened> {
  const open = async ([name, text]: JwtPart): Promise<ReceivedJwt> => {
    const { decryption, verification } = await check(text, data, {
      flow,
      place: { message, name },
    })
    return { name, text, decryption, verification }
  }
  const httpSignature = await check.http(message, flow, data)
  const signed = httpSignature ? { httpSignature } : {}
  const jwts: readonly ReceivedJwt[] = []
  let opened = { ...message, jwts, ...signed } as OAuthMessage & Opened
  // Opening a JARM response reveals the JWTs inside it.
  for (let parts = unopened(opened, flow); parts.length > 0; parts = unopened(opened, flow))
    opened = { ...opened, jwts: [...opened.jwts, ...(await Promise.all(parts.map(open)))] }
  const now = message.kind === 'authorization-response' ? withMessage(flow, opened) : flow
  const results = judgeMessage(opened, now, data, await tokenContextOf(now, data, opened))
  return { jwts: opened.jwts, results, ...signed }
}

function withMessage(flow: Flow, message: OAuthMessage): Flow {
  return {
    ...flow,
    messages: flow.messages.map((known) => (known.id === message.id ? message : known)),
  }
}

/**
 * Opens, verifies and judges a response and its request. Returns a change of their flow, which may
 * have received further messages in the meantime.
 */
export async function openCall(
  response: EndpointResponse & OAuthMessage,
  flow: Flow,
  data: Data,
  check: Check,
): Promise<(known: Flow) => Flow> {
  const opened = await openMessage(response, flow, data, check)
  const request = requestOf(flow, response) as OAuthMessage | undefined
  const sent =
    request && isUnopened(request, flow) ? await openMessage(request, flow, data, check) : null
  return (known) => {
    const judged = editMessage(known, response.id, opened)
    return request && sent ? editMessage(judged, request.id, sent) : judged
  }
}
