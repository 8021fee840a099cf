import { responseTo } from '@/lib/flow/read/endpoint-response'
import { serverErrors, type ServerError } from '@/lib/oauth/error-body'
import { t } from '@/lib/i18n'
import type { Flow } from '@/lib/flow/model/flow'
import type {
  AuthorizationResponse,
  EndpointRequest,
  EndpointResponse,
} from '@/lib/flow/model/message'
import type { RuleResult, Status } from '@/lib/model/rule-result'
import { placeText } from '@/lib/model/result-place'
import { statusOf, worstOf } from '@/lib/model/status'
import { issueSummary } from '@/components/ui/issue-line'
import { resultText } from '@/components/ui/result-text'
import { membersOf } from '@/lib/flow/read/response-members'
import { param } from '@/lib/model/params'

/** The newest code of a flow and its exchange. */
export interface Exchange {
  readonly response: AuthorizationResponse
  readonly code: string
  /** The last request with this code; undefined for an unused code. */
  readonly request: EndpointRequest | undefined
  /** The response; undefined while it is pending. */
  readonly tokenResponse: EndpointResponse | undefined
}

/** The exchange of the newest code; null without a code. */
export function exchangeOf(flow: Flow): Exchange | null {
  const response = flow.messages.findLast(
    (message): message is AuthorizationResponse =>
      message.kind === 'authorization-response' && codeOf(message) !== undefined,
  )
  return response ? exchangeOfResponse(flow, response) : null
}

/** The exchange of the code in one response; null without a code. */
export function exchangeOfResponse(
  { messages }: Flow,
  response: AuthorizationResponse,
): Exchange | null {
  const code = codeOf(response)
  if (code === undefined) return null
  const request = messages.findLast(
    (message): message is EndpointRequest<'token'> =>
      message.kind === 'token-request' &&
      message.params.some(([name, value]) => name === 'code' && value === code),
  )
  return { response, code, request, tokenResponse: request && responseTo(messages, request.id) }
}

function codeOf(response: AuthorizationResponse): string | undefined {
  return param(membersOf(response), 'code')
}

/** The first error that an error response names; null if it has none. */
export function serverErrorOf(response: EndpointResponse): ServerError | null {
  const [error = null] = serverErrors(response)
  const isRefused = response.advice !== undefined || error?.dialect === 'oauth'
  return isRefused ? error : null
}

/** One line about a token response. */
export interface TokensVerdict {
  readonly status: Status
  readonly text: string
}

/** The worst finding about the received tokens, or that they are valid. */
export function tokensVerdict(response: EndpointResponse): TokensVerdict {
  const [issue] = response.issues
  if (issue) return { status: 'fail', text: issueSummary(issue) }
  const worst = worstOf(response.results)
  const result = response.results.find((each) => statusOf(each) === worst)
  if (result && (worst === 'fail' || worst === 'warn'))
    return { status: worst, text: checkText(result) }
  const idToken = response.jwts.find(({ name }) => name === 'id_token')
  if (!idToken) return { status: 'pass', text: t('ui.exchange.tokens') }
  return idToken.verification.status === 'valid'
    ? { status: 'pass', text: t('ui.exchange.verified') }
    : { status: 'neutral', text: t('ui.exchange.unverified') }
}

function checkText(result: RuleResult): string {
  return `${placeText(result)}: ${resultText(result)}`
}
