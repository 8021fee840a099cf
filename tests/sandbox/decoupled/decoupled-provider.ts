import { decodeJwt, decodeProtectedHeader } from 'jose'
import { errors, Provider, type KoaContextWithOIDC } from 'oidc-provider'
import { commonConfiguration } from '../common-configuration.ts'
import type { Claims, ServerKeys } from '../keys.ts'
import { customer } from '../settings.ts'
import type { TestClient } from '../test-clients.ts'
import { faultNamed, type DecoupledFaultName } from './decoupled-faults.ts'

export interface DecoupledSettings {
  /** Seconds between two polls; null states no interval. */
  readonly interval: number | null
  /** Lifetime of the first response in seconds. */
  readonly lifetime: number
  /** Tokens are bound to a DPoP key if the request has a proof. */
  readonly dpop: boolean
  readonly deliveryModes: readonly ('poll' | 'ping')[]
  /** The server has neither a backchannel nor a device endpoint. */
  readonly isOff: boolean
}

/** A poll that reached the token endpoint. */
export interface ReceivedPoll {
  /** Milliseconds since the epoch. */
  readonly at: number
  readonly clientId: string
  readonly status: number
  readonly error: string | null
  readonly hasProof: boolean
}

interface Options {
  readonly issuer: string
  readonly keys: ServerKeys
  readonly clients: readonly TestClient[]
  readonly settings: DecoupledSettings
  readonly fault: () => DecoupledFaultName | null
  /** Keeps the id of a backchannel request until the user decides. */
  readonly asked: (requestId: string) => void
  readonly polled: (poll: ReceivedPoll) => void
}

const page = (title: string, body: string) =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title></head><body><h1>${title}</h1>${body}</body></html>`

const grantTypes: ReadonlySet<unknown> = new Set([
  'urn:openid:params:grant-type:ciba',
  'urn:ietf:params:oauth:grant-type:device_code',
])

/** The user code that a user of backchannel requests knows. */
const knownUserCode = '4711'

/** Returns oidc-provider with backchannel authentication and the device grant. */
export function createDecoupledProvider(options: Options): Provider {
  const { issuer, keys, clients, settings } = options
  const fault = () => faultNamed(options.fault())
  const { interval, lifetime, isOff } = settings
  let nth = 0
  const common = commonConfiguration({ codeLifetime: 60 })
  const provider = new Provider(issuer, {
    ...common,
    jwks: { keys: [...keys.signingKeys] },
    clients: clients.map(({ metadata }) => ({ ...metadata })),
    claims: { openid: ['sub'], acr: null, amr: null, auth_time: null },
    scopes: ['openid', 'accounts', 'offline_access'],
    acrValues: ['urn:openbanking:psd2:sca'],
    responseTypes: ['code'],
    clientAuthMethods: ['private_key_jwt', 'client_secret_basic', 'none'],
    enabledJWA: {
      idTokenSigningAlgValues: ['PS256'],
      requestObjectSigningAlgValues: ['PS256'],
      clientAuthSigningAlgValues: ['PS256'],
    },
    pkce: { required: () => true },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      resourceIndicators: { enabled: false },
      userinfo: { enabled: true },
      requestObjects: { enabled: true },
      dPoP: { enabled: settings.dpop },
      externalSigningSupport: { enabled: true, ack: 'experimental-01' },
      ciba: {
        enabled: !isOff,
        deliveryModes: [...settings.deliveryModes],
        processLoginHint: async (_ctx, hint) => (hint === customer.username ? hint : undefined),
        processLoginHintToken: async () => undefined,
        validateRequestContext: async () => undefined,
        validateBindingMessage: async (_ctx, message) => {
          if (message !== undefined && message.length > 40)
            throw new errors.InvalidBindingMessage('at most 40 characters')
        },
        verifyUserCode: async (_ctx, _account, code) => {
          if (code !== undefined && code !== knownUserCode) throw new errors.InvalidUserCode()
        },
        triggerAuthenticationDevice: async (_ctx, request) => options.asked(request.jti),
      },
      deviceFlow: {
        enabled: !isOff,
        charset: 'base-20',
        mask: '****-****',
        userCodeInputSource: async (ctx, form) => {
          ctx.body = page('Enter the code', form)
        },
        userCodeConfirmSource: async (ctx, form) => {
          const button = '<button id="confirm" form="op.deviceConfirmForm">Confirm</button>'
          ctx.body = page('Confirm the code', `${form}${button}`)
        },
        successSource: async (ctx) => {
          ctx.body = page('Done', '<p id="done">The device continues.</p>')
        },
      },
    },
    ttl: {
      ...common.ttl,
      BackchannelAuthenticationRequest: lifetime,
      DeviceCode: lifetime,
    },
  })

  const isPoll = (ctx: KoaContextWithOIDC) =>
    ctx.oidc?.route === 'token' && grantTypes.has(ctx.oidc.params?.['grant_type'])

  provider.use(async (untyped, next) => {
    const ctx = untyped as KoaContextWithOIDC
    await next()
    addTerms(ctx)
    if (!isPoll(ctx)) return
    answerPoll(ctx)
  })

  const addTerms = (ctx: KoaContextWithOIDC) => {
    const route = ctx.oidc?.route
    if (
      ctx.status === 200 &&
      (route === 'backchannel_authentication' || route === 'device_authorization')
    ) {
      nth = 0
      const body = { ...(ctx.body as Claims), ...(interval === null ? {} : { interval }) }
      ctx.body = fault().first?.(body) ?? body
    }
  }

  const answerPoll = (ctx: KoaContextWithOIDC) => {
    const { error } = ctx.body as { readonly error?: string }
    // The nonce is part of the same poll.
    if (error !== 'use_dpop_nonce') nth += 1
    const instead = fault().poll?.(nth)
    // A decision that the fault hides would be lost: the provider has consumed it.
    if (instead && error === 'authorization_pending') {
      ctx.status = instead.status
      ctx.body = instead.body
    }
    spoilIdToken(ctx)
    options.polled({
      at: Date.now(),
      clientId: ctx.oidc.client?.clientId ?? '',
      status: ctx.status,
      error: (ctx.body as { readonly error?: string }).error ?? null,
      hasProof: ctx.get('dpop') !== '',
    })
  }

  const spoilIdToken = (ctx: KoaContextWithOIDC) => {
    const change = fault().idToken
    const body = ctx.body as Claims
    if (!change || ctx.status !== 200 || typeof body['id_token'] !== 'string') return
    const token = body['id_token']
    const signed = keys.signJwt(decodeProtectedHeader(token), change(decodeJwt(token)))
    ctx.body = { ...body, id_token: signed }
  }
  return provider
}
