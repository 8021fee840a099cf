import type { Flow } from '@/lib/flow/model/flow'
import { param } from '@/lib/model/params'
import type { AuthorizationResponse, ReceivedJwt } from '@/lib/flow/model/message'
import { membersOf } from '@/lib/flow/read/response-members'
import { tokenContextOf } from './token-context'
import { contextOfFlow } from './judging-context'
import type { Received } from './received'
import { judgeIdToken, judgeResponse } from './response-results'
import type { Data } from '@/lib/storage/data'
import type { Check, Checked } from './verify-token'

/** Whether a response brought a JWT that nobody has opened and verified yet. */
export function isUnread({ params, jwts, shortened }: AuthorizationResponse): boolean {
  if (shortened) return false
  return ['response', 'id_token'].some(
    (name) => param(params, name) && !jwts.some((jwt) => jwt.name === name),
  )
}

/**
 * Opens, verifies and judges the JWTs of an authorization response, with all that its flow knows by then:
 * the JARM that it is, and the ID token that came with it or inside of it.
 */
export async function receiveResponse(
  message: AuthorizationResponse,
  flow: Flow,
  data: Data,
  check: Check,
): Promise<Received> {
  const read = async (name: string, text: string | undefined): Promise<Named | null> =>
    text ? { name, text, ...(await check(text, data, { flow, place: { message, name } })) } : null
  const jarm = await read('response', param(message.params, 'response'))
  const opened = { ...message, jwts: jarm ? [receivedOf(jarm)] : [] }
  const idToken = await read('id_token', param(membersOf(opened), 'id_token'))
  const received = {
    ...opened,
    jwts: [...opened.jwts, ...(idToken ? [receivedOf(idToken)] : [])],
    results: [],
  }
  const now = withMessage(flow, received)
  const context = contextOfFlow(now, data, message.at, await tokenContextOf(now, data, received))
  return {
    jwts: received.jwts,
    results: [
      ...judgeResponse(received, now, context, data),
      ...(idToken ? judgeIdToken({ ...idToken, context }, jarm !== null) : []),
    ],
  }
}

type Named = Checked & Pick<ReceivedJwt, 'name' | 'text'>

function receivedOf({ name, text, decryption, verification }: Named): ReceivedJwt {
  return { name, text, decryption, verification }
}

function withMessage(flow: Flow, message: AuthorizationResponse): Flow {
  return {
    ...flow,
    messages: flow.messages.map((known) => (known.id === message.id ? message : known)),
  }
}
