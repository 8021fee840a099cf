import {
  errors,
  type AccessToken,
  type Provider,
  type TokenEndpointGrantContext,
} from 'oidc-provider'
import {
  buildTokenResponse,
  checkDpopReplay,
  checkDpopRequired,
  checkMtlsCert,
  validateClientScope,
  validateDpop,
} from 'oidc-provider/lib/helpers/grants.js'

/** The grants of the wide server that oidc-provider does not support. */
export const customGrants = {
  tokenExchange: 'urn:ietf:params:oauth:grant-type:token-exchange',
  /** A grant outside every specification: its parameter `voucher` must be the one below. */
  voucher: 'urn:sandbox:params:oauth:grant-type:voucher',
} as const

export const goodVoucher = 'voucher-for-one-token'

const accessTokenType = 'urn:ietf:params:oauth:token-type:access_token'

interface ExchangeParameters {
  readonly subject_token?: string
  readonly subject_token_type?: string
  readonly requested_token_type?: string
}

type Grant<Parameters extends object> = (
  provider: Provider,
  ctx: TokenEndpointGrantContext<Parameters>,
) => Promise<void>

function required(value: string | undefined, name: string): string {
  if (!value) throw new errors.InvalidRequest(`missing required parameter(s) '${name}'`)
  return value
}

/** Binds a token to the proof and the certificate of the request, as all grants do. */
async function bindToSender(
  provider: Provider,
  ctx: TokenEndpointGrantContext,
  token: Pick<AccessToken, 'setThumbprint'>,
): Promise<void> {
  const proof = await validateDpop(provider, ctx)
  const certificate = checkMtlsCert(provider, ctx)
  checkDpopRequired(provider, ctx, proof)
  if (certificate) token.setThumbprint('x5t', certificate)
  if (!proof) return
  await checkDpopReplay(provider, ctx, proof, ctx.oidc.client.clientId)
  token.setThumbprint('jkt', proof.thumbprint)
}

/** The requested scope, which may be narrower than that of the subject token but not broader. */
function narrowedScope(subject: AccessToken, ctx: TokenEndpointGrantContext): string {
  const asked = ctx.oidc.params.scope
  if (asked === undefined) return subject.scope ?? ''
  const tooMuch = asked.split(' ').filter((scope) => !subject.scopes.has(scope))
  if (tooMuch.length > 0) {
    throw new errors.InvalidScope('the subject token has not all of the scope', tooMuch.join(' '))
  }
  return asked
}

/** RFC 8693: issues a new access token for a live access token of the same client. */
const exchangeToken: Grant<ExchangeParameters> = async (provider, ctx) => {
  const { client, params } = ctx.oidc
  const value = required(params.subject_token, 'subject_token')
  if (required(params.subject_token_type, 'subject_token_type') !== accessTokenType) {
    throw new errors.InvalidRequest('subject_token_type must be that of an access token')
  }
  if ((params.requested_token_type ?? accessTokenType) !== accessTokenType) {
    throw new errors.InvalidRequest('requested_token_type must be that of an access token')
  }
  const subject = await provider.AccessToken.find(value)
  if (!subject?.isValid) throw new errors.InvalidRequest('the subject token is not a live token')
  if (subject.clientId !== client.clientId) {
    throw new errors.InvalidRequest('the subject token belongs to another client')
  }
  const token = new provider.AccessToken({
    accountId: subject.accountId,
    client,
    grantId: subject.grantId,
    gty: customGrants.tokenExchange,
    ...(subject.rar === undefined ? {} : { rar: subject.rar }),
    ...(subject.claims === undefined ? {} : { claims: subject.claims }),
    scope: narrowedScope(subject, ctx),
  })
  await bindToSender(provider, ctx, token)
  ctx.oidc.entity('AccessToken', token)
  ctx.body = buildTokenResponse(provider, {
    accessToken: await token.save(),
    expiresIn: token.expiration,
    issuedTokenType: accessTokenType,
    scope: token.scope,
    tokenType: token.tokenType,
  })
}

const redeemVoucher: Grant<{ readonly voucher?: string }> = async (provider, ctx) => {
  const { client, params } = ctx.oidc
  if (required(params.voucher, 'voucher') !== goodVoucher) {
    throw new errors.InvalidGrant('the voucher is unknown')
  }
  const scope = [...validateClientScope(provider, ctx)].join(' ')
  const token = new provider.ClientCredentials({ client, scope })
  await bindToSender(provider, ctx, token)
  ctx.oidc.entity('ClientCredentials', token)
  ctx.body = buildTokenResponse(provider, {
    accessToken: await token.save(),
    expiresIn: token.expiration,
    scope: token.scope || undefined,
    tokenType: token.tokenType,
  })
}

/** Adds the custom grants to a provider; clients must be registered for them. */
export function registerCustomGrants(provider: Provider): void {
  provider.registerGrantType<ExchangeParameters>(
    customGrants.tokenExchange,
    (ctx) => exchangeToken(provider, ctx),
    [
      'subject_token',
      'subject_token_type',
      'requested_token_type',
      'actor_token',
      'actor_token_type',
      'audience',
      'resource',
      'scope',
    ],
    ['audience', 'resource'],
  )
  provider.registerGrantType<{ readonly voucher?: string }>(
    customGrants.voucher,
    (ctx) => redeemVoucher(provider, ctx),
    ['voucher', 'scope'],
  )
}
