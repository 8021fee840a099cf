import type { IncomingMessage, ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { errors, type AuthorizationDetail, type Provider } from 'oidc-provider'
import { faultOf, firstOf, pushedIdOf, type Assignments, type Decision } from './assignments.ts'
import { consentOf, grantConsent } from './consent.ts'
import { approvePage, choosePage, errorPage, loginPage } from './pages.ts'
import { customer, dataProviders, published } from './settings.ts'

/** The user's input so far, within one authorization request. */
interface Progress {
  username?: string
  dpId?: string
}

/** The consent resources that the user decides on. */
export interface DecidedConsents {
  /** Why the user cannot approve a request; undefined if the user can. */
  readonly refusalOf: (
    params: Record<string, unknown>,
  ) => { readonly error: string; readonly error_description: string } | undefined
  readonly approved: (params: Record<string, unknown>, grantId: string) => void
  readonly denied: (params: Record<string, unknown>) => void
}

interface Visit {
  readonly req: IncomingMessage
  readonly res: ServerResponse
  readonly details: Awaited<ReturnType<Provider['interactionDetails']>>
  readonly progress: Progress
  /** The path of the page, without a step. */
  readonly path: string
}

function send(res: ServerResponse, status: number, html: string): void {
  res.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
  })
  res.end(html)
}

const asText = (value: unknown) => (typeof value === 'string' ? value : '')

function requestedDetails(params: Record<string, unknown>): AuthorizationDetail[] {
  return JSON.parse(asText(params['authorization_details']) || '[]')
}

function requestedClaims(params: Record<string, unknown>): string[] {
  const claims: Record<string, object> = JSON.parse(asText(params['claims']) || '{}')
  return [...new Set(Object.values(claims).flatMap((member) => Object.keys(member)))]
}

/** Returns the handler of the pages on which a user logs in, chooses a bank and approves. */
export function createInteractionHandler(
  provider: Provider,
  options: {
    readonly assignments: Assignments
    readonly resource: string
    /** The decision for requests without an assignment. */
    readonly decision: Decision
    /** What the server knows of consent resources; without it, every request is its own consent. */
    readonly consents?: DecidedConsents
    readonly acr?: string
  },
): (req: IncomingMessage, res: ServerResponse) => Promise<void> {
  const progressOf = new Map<string, Progress>()

  const assignmentFor = (details: Visit['details']) =>
    firstOf(
      options.assignments.ofRequest(pushedIdOf(details)),
      options.assignments.ofClient(asText(details.params['client_id'])),
    )

  const faultFor = (details: Visit['details']) => faultOf(assignmentFor(details))

  /** The next page that needs input, if any. */
  function pageOf({ progress, path }: Visit): string | undefined {
    if (progress.username === undefined) return loginPage(`${path}/login`)
    return progress.dpId === undefined ? choosePage(`${path}/provider`) : undefined
  }

  async function showDecision(
    { res, details: { params }, progress, path }: Visit,
    pressesItself: boolean,
  ): Promise<void> {
    const client = await provider.Client.find(asText(params['client_id']))
    const asked = {
      clientName: client?.clientName ?? asText(params['client_id']),
      dpId: progress.dpId ?? dataProviders[0].id,
      scope: asText(params['scope']),
      consent: consentOf(requestedDetails(params)[0]),
    }
    send(res, 200, approvePage(`${path}/decision`, asked, pressesItself))
  }

  async function show(visit: Visit): Promise<void> {
    const { req, res, details } = visit
    const { error } = faultFor(details)
    if (error) return provider.interactionFinished(req, res, { ...error })
    return decided[assignmentFor(details).decision ?? options.decision](visit)
  }

  function back({ res, path }: Visit): void {
    res.writeHead(303, { location: path }).end()
  }

  async function approve({ req, res, details, progress }: Visit): Promise<void> {
    const { params } = details
    const refusal = options.consents?.refusalOf(params)
    if (refusal) return provider.interactionFinished(req, res, { ...refusal })
    const accountId = customer.username
    const grant = new provider.Grant({ accountId, clientId: asText(params['client_id']) })
    const { grantsScope = () => true, grantsDetail = (detail) => detail } = faultFor(details)
    for (const scope of asText(params['scope']).split(' ')) {
      if (grantsScope(scope)) grant.addOIDCScope(scope)
      else grant.rejectOIDCScope(scope)
    }
    grant.addOIDCClaims(requestedClaims(params))
    grant.addResourceScope(options.resource, published.scopes[1])
    for (const detail of requestedDetails(params)) {
      grant.addRar(grantsDetail(grantConsent(detail, progress.dpId ?? dataProviders[0].id)))
    }
    const grantId = await grant.save()
    options.consents?.approved(params, grantId)
    await provider.interactionFinished(req, res, {
      login: { accountId, acr: options.acr ?? published.acr, amr: ['pwd'] },
      consent: { grantId },
    })
  }

  const deny = ({ req, res, details }: Visit) => {
    options.consents?.denied(details.params)
    return provider.interactionFinished(req, res, {
      error: 'access_denied',
      error_description: 'The user denied the consent',
    })
  }

  const decided: Readonly<Record<Decision, (visit: Visit) => Promise<void>>> = {
    ask: async (visit) => {
      const page = pageOf(visit)
      if (page === undefined) await showDecision(visit, false)
      else send(visit.res, 200, page)
    },
    approve,
    'approve-by-page': (visit) => showDecision(visit, true),
    deny,
  }

  const steps: Readonly<
    Record<string, (visit: Visit, form: URLSearchParams) => Promise<void> | void>
  > = {
    login: (visit, form) => {
      const matches =
        form.get('username') === customer.username && form.get('password') === customer.password
      if (!matches) {
        return send(visit.res, 200, loginPage(`${visit.path}/login`, 'No such user or password.'))
      }
      visit.progress.username = customer.username
      return back(visit)
    },
    provider: (visit, form) => {
      const chosen = dataProviders.find(({ id }) => id === form.get('dp_id'))
      if (chosen) visit.progress.dpId = chosen.id
      return back(visit)
    },
    decision: (visit, form) => (form.get('decision') === 'approve' ? approve(visit) : deny(visit)),
  }

  async function enter(req: IncomingMessage, res: ServerResponse): Promise<Visit> {
    const details = await provider.interactionDetails(req, res)
    const named = consentOf(requestedDetails(details.params)[0])?.dp_id
    const fresh: Progress = named === undefined ? {} : { dpId: named }
    const progress = progressOf.get(details.uid) ?? fresh
    progressOf.set(details.uid, progress)
    return { req, res, details, progress, path: `/interaction/${details.uid}` }
  }

  return async (req, res) => {
    try {
      const visit = await enter(req, res)
      const step = (req.url ?? '').split('/')[3] ?? ''
      if (req.method !== 'POST') return await show(visit)
      const handle = steps[step]
      if (!handle) return send(res, 404, errorPage('not_found', 'Page not found.'))
      return await handle(visit, new URLSearchParams(await text(req)))
    } catch (error) {
      if (!(error instanceof errors.SessionNotFound)) throw error
      return send(res, 400, errorPage(error.error, error.error_description))
    }
  }
}
