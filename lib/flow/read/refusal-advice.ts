import { withoutQuery } from '@/lib/model/url'
import { browserErrorKind } from './browser-error'
import type { LoginEnd } from './login-end'
import type { Advice } from '@/lib/flow/model/message'
import { causeRows, possibleRows } from './refusal-causes'
import { fitting, type AdviceRow, type Evidence } from './advice-rows'
import { statusOf, type RefusalFacts } from './refusal-facts'

/**
 * Advice for a flow that ended at the server, the most certain first. Contains only advice that the facts
 * support.
 */
export function refusalAdvice(facts: RefusalFacts): readonly Advice[] {
  const { kind } = facts.end
  if (kind === 'unreachable' || kind === 'page-failed') return fitting(pageRows, facts)
  const first = fitting(statusRows, facts)
  const causes = fitting(causeRows, facts)
  const isExplained = causes.length > 0 || explains(facts)
  return [...causes, ...first, ...(isExplained ? [] : fitting(possibleRows, facts))]
}

/** Statuses that identify the problem by themselves, whatever the request contains. So does any status from 500. */
const telling: ReadonlySet<number> = new Set([404, 405, 407, 410, 413, 414, 429, 431])

function explains(facts: RefusalFacts): boolean {
  const status = statusOf(facts) ?? 0
  return telling.has(status) || status >= 500
}

const withStatus =
  (fits: (status: number) => boolean, evidence: (facts: RefusalFacts) => Evidence = () => ({})) =>
  (facts: RefusalFacts): Evidence | null => {
    const status = statusOf(facts)
    return status !== null && fits(status) ? evidence(facts) : null
  }

const among =
  (...statuses: readonly number[]) =>
  (status: number) =>
    statuses.includes(status)
const gateway = among(502, 503, 504)

/** Advice for statuses that identify the problem by themselves. */
const statusRows: readonly AdviceRow<RefusalFacts>[] = [
  [
    'own_error_page',
    ['RFC6749-4.1.2.1'],
    ({ end: { kind, step } }) => (kind === 'error-page' ? { seen: withoutQuery(step.url) } : null),
  ],
  [
    'method_not_allowed',
    ['RFC6749-3.1'],
    withStatus(among(405), ({ end }) => ({ seen: end.step.method, expected: 'GET' })),
  ],
  [
    'too_large',
    ['RFC9126-1'],
    withStatus(among(413, 414, 431), ({ end }) => ({
      seen: `${end.request.url.length} characters`,
    })),
  ],
  ['rate_limited', [], withStatus(among(429))],
  ['proxy_login', [], withStatus(among(407))],
  ['gateway_error', [], withStatus(gateway)],
  ['server_fault', [], withStatus((status) => status >= 500 && !gateway(status))],
  ['not_found', ['RFC6749-3.1'], withStatus(among(404, 410), endpoints)],
  ['login_page', [], withStatus(among(401))],
]

function endpoints({ end: { step }, metadata }: RefusalFacts): Evidence {
  const endpoint = metadata?.['authorization_endpoint']
  const seen = withoutQuery(step.url)
  return typeof endpoint === 'string' && endpoint !== seen ? { seen, expected: endpoint } : { seen }
}

/** Reasons why a page was not loaded. Each browser has many error texts for the same advice. */
const networkKinds = [
  'framing',
  'redirects',
  'proxy',
  'refused',
  'unknown_host',
  'timeout',
  'blocked',
  'tls',
  'port',
  'reset',
  'offline',
  'scheme',
  'failed',
] as const

/** Advice for a page that failed. A login continues after a wrong password. */
const pageRows: readonly AdviceRow<RefusalFacts>[] = [
  ...networkKinds.map((kind): AdviceRow<RefusalFacts> => [
    `network_${kind}`,
    [],
    ({ end: { step, error } }) =>
      hasFailed(step) && browserErrorKind(error ?? '') === kind
        ? { seen: withoutQuery(step.url) }
        : null,
  ]),
  ['page_fault', [], pageWith((status) => status >= 500)],
  ['page_may_go_on', [], pageWith((status) => status < 500)],
]

function hasFailed(step: LoginEnd['step']): boolean {
  return step.kind === 'hop' ? step.failure !== undefined : step.httpResult?.error != null
}

function pageWith(fits: (status: number) => boolean) {
  const seen = withStatus(fits, ({ end }) => ({ seen: withoutQuery(end.step.url) }))
  return (facts: RefusalFacts) => (hasFailed(facts.end.step) ? null : seen(facts))
}
