import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import type { KoaContextWithOIDC, Provider } from 'oidc-provider'
import { sendJson } from './handlers.ts'
import type { Handler } from './ports.ts'

export type ErrorClass =
  'InvalidClientAssertion' | 'InvalidRequest' | 'Forbidden' | 'NotFound' | 'TooEarly'

export const statuses: Readonly<Record<ErrorClass, number>> = {
  InvalidClientAssertion: 400,
  InvalidRequest: 400,
  Forbidden: 403,
  NotFound: 404,
  TooEarly: 425,
}

/** The error class of an OAuth error. */
export const classOf = (error: string | undefined): ErrorClass =>
  error === 'invalid_client' ? 'InvalidClientAssertion' : 'InvalidRequest'

/** The banks of the hub, with the special behaviour of each. */
export const providerCodes = {
  usual: 'bank_cendana_my',
  /** A second bank, so that codes and tokens can be mixed up. */
  other: 'bank_merbau_my',
  /** Its token endpoint responds with TooEarly the first time, and works from then on. */
  early: 'bank_seraya_my',
  /** A bank that the hub knows but does not allow. */
  forbidden: 'bank_closed_my',
} as const

const known: readonly string[] = Object.values(providerCodes)

type Problem = readonly [errorClass: ErrorClass, message: string]

/** Why a provider code cannot be used, if so. */
export function refusalOf(providerCode: string): Problem | undefined {
  if (!known.includes(providerCode)) return ['NotFound', `Unknown provider: ${providerCode}`]
  if (providerCode !== providerCodes.forbidden) return undefined
  return ['Forbidden', 'The provider is not open to your application']
}

/** Responds with an error like Salt Edge does. */
export const problem = (res: ServerResponse, ...[error_class, error_message]: Problem) =>
  sendJson(res, statuses[error_class], { error_class, error_message })

/** The request with its body once more, for the provider to read. */
const again = (req: IncomingMessage, body: string) =>
  Object.assign(Readable.from([Buffer.from(body)], { objectMode: false }), {
    method: req.method,
    url: req.url,
    headers: req.headers,
    socket: req.socket,
    httpVersion: req.httpVersion,
    httpVersionMajor: req.httpVersionMajor,
  }) as unknown as IncomingMessage

/** Returns the token endpoint: the hub's own checks, and then oidc-provider. */
export function createTokenFront(provider: Provider): Handler {
  const answer = provider.callback()
  const bankOfGrant = new Map<string, string>()
  const wasEarly = new Set<string>()

  provider.use(async (ctx, next) => {
    await next()
    const { AuthorizationCode } = (ctx as KoaContextWithOIDC).oidc?.entities ?? {}
    const { originalUrl = '' } = ctx.req as IncomingMessage & { originalUrl?: string }
    const [, providerCode = '', endpoint = ''] = originalUrl.split(/[/?]/)
    if (AuthorizationCode?.grantId === undefined || endpoint !== 'authorize') return
    bankOfGrant.set(AuthorizationCode.grantId, providerCode)
  })

  /** The bank that issued the code or refresh token; undefined if unknown. */
  async function bankOf(form: URLSearchParams): Promise<string | undefined> {
    const source =
      (await provider.AuthorizationCode.find(form.get('code') ?? '', { ignoreExpiration: true })) ??
      (await provider.RefreshToken.find(form.get('refresh_token') ?? ''))
    return bankOfGrant.get(source?.grantId ?? '')
  }

  async function problemWith(form: URLSearchParams): Promise<Problem | undefined> {
    const providerCode = form.get('provider_code') ?? ''
    if (providerCode === '') return ['InvalidRequest', 'provider_code is missing']
    const refusal = refusalOf(providerCode)
    if (refusal) return refusal
    const bank = await bankOf(form)
    if (bank !== undefined && bank !== providerCode) {
      return ['InvalidRequest', 'provider_code is that of another provider']
    }
    if (providerCode !== providerCodes.early || wasEarly.has(providerCode)) return undefined
    wasEarly.add(providerCode)
    return ['TooEarly', 'The provider is not ready yet, try again later']
  }

  return async (req, res) => {
    const body = await text(req)
    const found = await problemWith(new URLSearchParams(body))
    if (found) return problem(res, ...found)
    return answer(again(req, body), res)
  }
}
