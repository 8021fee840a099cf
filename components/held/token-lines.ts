import { formatRelative } from '@/components/ui/format'
import { resultText } from '@/components/ui/result-text'
import { statusOf } from '@/lib/model/status'
import type { Flow } from '@/lib/flow/model/flow'
import type { EndpointResponse } from '@/lib/flow/model/message'
import type { RuleResult, Status } from '@/lib/model/rule-result'
import { jsonObjectOf, type JsonObject } from '@/lib/model/json'
import { worstOf } from '@/lib/model/status'
import { shortTypeOf } from '@/lib/oauth/authorization-details'
import { t } from '@/lib/i18n'

/** One member of the token response with its verdicts. */
export interface TokenLine {
  readonly name: string
  readonly text: string
  /** The texts of the worst checks. */
  readonly verdicts: readonly string[]
  /** Undefined without a check. */
  readonly status: Status | undefined
}

/** Facts about a member; times are milliseconds since the epoch. */
type Fact = (parts: {
  readonly body: JsonObject
  readonly flow: Flow
  readonly response: EndpointResponse
  readonly now: number
}) => readonly (string | false | undefined)[]

interface Member {
  /** The members of the response that the line is about. */
  readonly about: readonly string[]
  readonly facts: Fact
}

const members: Readonly<Record<string, Member>> = {
  id_token: {
    about: ['id_token'],
    facts: ({ flow, response, now }) => {
      const verification = response.jwts.find(({ name }) => name === 'id_token')?.verification
      const token = flow.tokens.find(
        ({ kind, messageId }) => kind === 'id_token' && messageId === response.id,
      )
      return [
        t(signatures[verification?.status ?? 'not-run']),
        verification?.jwk?.alg ?? undefined,
        token?.expiresAt != null && t('held.tokens.ends', [formatRelative(token.expiresAt - now)]),
      ]
    },
  },
  access_token: {
    about: ['access_token', 'token_type', 'expires_in'],
    facts: ({ body: { token_type: type, expires_in: seconds } }) => [
      typeof type === 'string' ? type : t('held.tokens.given'),
      typeof seconds === 'number' && t('ui.time.s', [String(seconds)]),
    ],
  },
  refresh_token: { about: ['refresh_token'], facts: () => [t('held.tokens.given')] },
  scope: { about: ['scope'], facts: ({ body }) => [String(body['scope'])] },
  authorization_details: {
    about: ['authorization_details'],
    facts: ({ body }) => detailTypes(body['authorization_details']),
  },
}

const signatures = {
  valid: 'held.tokens.valid',
  invalid: 'held.tokens.invalid',
  'not-run': 'held.tokens.not_verified',
} as const

const bad: ReadonlySet<Status | undefined> = new Set(['fail', 'warn'])

/**
 * A line for each granted member of a token response, and for each missing member that was expected.
 */
export function tokenLines(
  flow: Flow,
  response: EndpointResponse,
  now: number,
): readonly TokenLine[] {
  const body = jsonObjectOf(response.body) ?? {}
  return Object.entries(members).flatMap(([name, { about, facts }]): TokenLine[] => {
    const results = response.results.filter(
      (result) => result.of === name || (result.of === 'message' && about.includes(result.about)),
    )
    const status = statusOfMember(name, results, response)
    const isThere = body[name] !== undefined
    if (!isThere && !bad.has(status)) return []
    const fact = isThere
      ? facts({ body, flow, response, now }).filter(Boolean).join(', ')
      : t('held.tokens.none')
    const worst = bad.has(status) ? results.filter((result) => statusOf(result) === status) : []
    return [{ name, text: fact, verdicts: worst.map(sentenceOf(name)), status }]
  })
}

/** Checks that could not run do not hide those that passed. Only an unverified ID token is not checked. */
function statusOfMember(
  name: string,
  results: readonly RuleResult[],
  { jwts }: EndpointResponse,
): Status | undefined {
  const isUnverified = jwts.some(
    (jwt) => jwt.name === 'id_token' && jwt.verification.status === 'not-run',
  )
  const ran = results.filter(({ outcome }) => outcome === 'passed' || outcome === 'failed')
  const worst = worstOf(ran) ?? worstOf(results)
  return worst === 'pass' && name === 'id_token' && isUnverified ? 'neutral' : worst
}

const sentenceOf = (name: string) => (result: RuleResult) =>
  result.about === name ? resultText(result) : `${result.about}: ${resultText(result)}`

function detailTypes(details: unknown): readonly string[] {
  if (!Array.isArray(details)) return [t('held.tokens.given')]
  return details.map((detail: unknown) => shortTypeOf(detail) ?? '?')
}
