import { requestOf, isBodyGone, isSuccess } from '@/lib/flow/read/endpoint-response'
import type { Flow } from '@/lib/flow/model/flow'
import type { EndpointResponse, OAuthMessage, ReceivedJwt } from '@/lib/flow/model/message'
import { jsonObjectOf } from '@/lib/model/json'
import type { DecodedJwt } from '@/lib/jose/types'
import { decodeJwt } from '@/lib/jose/decode'
import { header } from '@/lib/model/http-text'
import type { JudgingContext } from '@/lib/rules/artefacts'
import type { RuleResult } from '@/lib/model/rule-result'
import { judge } from '@/lib/rules/run'
import { tokenContextOf } from './token-context'
import { contextOfFlow } from './judging-context'
import type { Data } from '@/lib/storage/data'
import type { Check, Checked } from './verify-token'

/** What Parley made of an answer: its tokens, and what the rules say of it and of them. */
export type Received = Pick<EndpointResponse, 'jwts' | 'results'>

/** Opens, verifies and judges what an endpoint answered, with all that its flow knows by then. */
export async function receive(
  message: OAuthMessage,
  flow: Flow,
  data: Data,
  check: Check,
): Promise<Received> {
  if ('truncated' in message && isBodyGone(message)) return { jwts: [], results: [] }
  const found = tokensIn(message)
  const checked = await Promise.all(
    found.map(async ([name, text]) => ({
      name,
      text,
      ...(await check(text, data, { flow, place: { message, name } })),
    })),
  )
  const context = contextOfFlow(flow, data, message.at, await tokenContextOf(flow, data, message))
  return {
    jwts: checked.map(({ name, text, decryption, verification }): ReceivedJwt => ({
      name,
      text,
      decryption,
      verification,
    })),
    results: resultsOf(message, flow, context, checked),
  }
}

type Named = Checked & { readonly name: string }

function resultsOf(
  message: OAuthMessage,
  flow: Flow,
  context: JudgingContext,
  checked: readonly Named[],
): readonly RuleResult[] {
  const { ruleProfile } = context
  const body = checked.find(({ name }) => name === 'body')
  const jwt: DecodedJwt | null = body?.jwt ?? null
  const verification = body?.verification ?? null
  if (message.kind === 'token-response')
    return [
      ...judge(
        'token-response',
        { message, request: requestOf(flow, message) ?? null, context },
        ruleProfile,
      ),
      ...checked.flatMap((token) => tokenResults(token, context)),
    ]
  if (message.kind === 'userinfo-response')
    return judge('userinfo-response', { message, jwt, verification, context }, ruleProfile)
  if (message.kind === 'introspection-response')
    return judge('introspection-response', { message, jwt, verification, context }, ruleProfile)
  return []
}

/** An access token is judged as one; what holds of any JWT is said of the ID token, beside it. */
function tokenResults(
  { name, jwt, verification }: Named,
  context: JudgingContext,
): readonly RuleResult[] {
  const artefact = { jwt, verification, context }
  if (name === 'access_token') return judge('access-token', artefact, context.ruleProfile)
  return [
    ...judge('jwt', artefact, context.ruleProfile),
    ...judge('id-token', artefact, context.ruleProfile),
  ]
}

type Tokens = readonly (readonly [name: string, text: string])[]

/** The JWTs that an answer holds: members of its JSON, or the whole body. */
function tokensIn(message: OAuthMessage): Tokens {
  if (!('body' in message) || !('status' in message) || !isSuccess(message)) return []
  const type = header(message.headers, 'content-type') ?? ''
  if (/\bjwt\b/i.test(type)) return [['body', message.body.trim()]]
  if (message.kind !== 'token-response') return []
  const body = jsonObjectOf(message.body) ?? {}
  return ['id_token', 'access_token'].flatMap((name): Tokens => {
    const text = body[name]
    if (typeof text !== 'string') return []
    return name === 'id_token' || decodeJwt(text).header ? [[name, text]] : []
  })
}
