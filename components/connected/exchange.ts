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
import type { RuleId } from '@/lib/rules/rule-id'
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
  /** The value of a finding. */
  readonly seen?: string | undefined
  /** The value that it was compared with. */
  readonly expected?: string | undefined
}

const consentRule: RuleId = 'tr-authorization-details'

/** The worst finding about the received tokens, or that they are valid. The consent has a line of its own. */
export function tokensVerdict(response: EndpointResponse): TokensVerdict {
  const [issue] = response.issues
  if (issue) return { status: 'fail', text: issueSummary(issue) }
  const results = response.results.filter(({ id }) => id !== consentRule)
  const worst = worstOf(results)
  const result = results.find((each) => statusOf(each) === worst)
  if (result && isBad(worst)) return findingOf(result, `${placeText(result)}: `)
  const idToken = response.jwts.find(({ name }) => name === 'id_token')
  if (!idToken) return { status: 'pass', text: t('ui.exchange.tokens') }
  return idToken.verification.status === 'valid'
    ? { status: 'pass', text: t('ui.exchange.verified') }
    : { status: 'neutral', text: t('ui.exchange.unverified') }
}

/** How the granted consent differs from the requested one; null if it does not. */
export function consentVerdict(response: EndpointResponse): TokensVerdict | null {
  const result = response.results.find(({ id }) => id === consentRule)
  return result && isBad(statusOf(result)) ? findingOf(result, '') : null
}

const isBad = (status: Status | undefined) => status === 'fail' || status === 'warn'

function findingOf(result: RuleResult, place: string): TokensVerdict {
  const [finding] = result.findings
  return {
    status: statusOf(result),
    text: place + resultText(result),
    seen: finding?.seen,
    expected: finding?.expected,
  }
}
