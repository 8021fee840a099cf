import type { IncomingMessage } from 'node:http'
import { createLocalJWKSet, jwtVerify } from 'jose'
import type { Provider } from 'oidc-provider'
import { createProofCheck, dpopAlgorithms, Refusal } from './dpop-proof.ts'
import type { ServerKeys } from './keys.ts'
import { certificateThumbprint, peerCertificate } from './peer-certificate.ts'
import type { Handler } from './ports.ts'
import { customer, type SandboxSettings } from './settings.ts'

/** The facts of an access token, in either format. */
interface Access {
  readonly scopes: ReadonlySet<string>
  /** The user; undefined if the client got the token for itself. */
  readonly accountId?: string | undefined
  readonly jkt?: string | undefined
  readonly x5t?: string | undefined
}

interface Confirmation {
  readonly jkt?: string
  readonly 'x5t#S256'?: string
}

const interactionHeader = 'x-fapi-interaction-id'
const scopesOf = (scope: unknown) => new Set(typeof scope === 'string' ? scope.split(' ') : [])

/**
 * Returns the protected resource: the accounts of the user, for an access token with the scope
 * `accounts`. Responds with 401 and `WWW-Authenticate` if the token, proof or certificate is invalid
 * (`use_dpop_nonce` among the errors), and with 403 without a body if the scope is insufficient.
 * `x-fapi-interaction-id` is echoed, or generated.
 */
export function createResource(options: {
  readonly provider: Provider
  readonly settings: SandboxSettings
  readonly keys: ServerKeys
  readonly audience: string
}): (origin: string) => Handler {
  const { provider, settings, keys, audience } = options
  const checkProof = createProofCheck({ requireNonce: settings.dpopNonces })

  async function readOpaque(value: string): Promise<Access | undefined> {
    const token =
      (await provider.AccessToken.find(value)) ?? (await provider.ClientCredentials.find(value))
    if (!token?.isValid || (token.aud !== undefined && token.aud !== audience)) return undefined
    return {
      scopes: token.scopes,
      accountId: 'accountId' in token ? token.accountId : undefined,
      jkt: token.jkt,
      x5t: token['x5t#S256'],
    }
  }

  async function readJwt(value: string): Promise<Access | undefined> {
    try {
      const { payload } = await jwtVerify(
        value,
        createLocalJWKSet({ keys: [...keys.jwks().keys] }),
        {
          typ: 'at+jwt',
          issuer: provider.issuer,
          audience,
          requiredClaims: ['exp', 'sub', 'client_id'],
        },
      )
      const { jkt, 'x5t#S256': x5t } = (payload['cnf'] ?? {}) as Confirmation
      const accountId = payload.sub === payload['client_id'] ? undefined : payload.sub
      return { scopes: scopesOf(payload['scope']), accountId, jkt, x5t }
    } catch {
      return undefined
    }
  }

  const read = (value: string) => (value.split('.').length === 3 ? readJwt : readOpaque)(value)

  async function checkBinding(
    access: Access,
    sent: { readonly scheme: string; readonly value: string },
    req: IncomingMessage,
    url: string,
  ): Promise<void> {
    if (access.x5t !== undefined) {
      const certificate = peerCertificate(req)
      if (!certificate || certificateThumbprint(certificate) !== access.x5t) {
        throw new Refusal('invalid_token', 'the token is bound to another certificate')
      }
    }
    if (access.jkt === undefined) {
      if (sent.scheme === 'dpop') throw new Refusal('invalid_token', 'the token is not DPoP-bound')
      return
    }
    if (sent.scheme !== 'dpop') throw new Refusal('invalid_token', 'the token is DPoP-bound')
    const proof = req.headers['dpop']
    if (typeof proof !== 'string') throw new Refusal('invalid_dpop_proof', 'the proof is missing')
    const called = { method: req.method ?? '', url, accessToken: sent.value }
    if ((await checkProof(proof, called)) !== access.jkt) {
      throw new Refusal('invalid_token', 'the token is bound to another key')
    }
  }

  async function admit(req: IncomingMessage, url: string): Promise<Access> {
    const [scheme = '', value = '', ...more] = (req.headers.authorization ?? '').split(' ')
    const sent = { scheme: scheme.toLowerCase(), value }
    if (scheme === '') throw new Refusal('', 'the access token is missing')
    if (!['bearer', 'dpop'].includes(sent.scheme) || value === '' || more.length > 0) {
      throw new Refusal('invalid_request', 'the Authorization header is not understood')
    }
    const access = await read(value)
    if (!access) throw new Refusal('invalid_token', 'the access token is unknown or expired')
    await checkBinding(access, sent, req, url)
    return access
  }

  function challengeOf({ error, message }: Refusal): string {
    const parameters = error === '' ? '' : ` error="${error}", error_description="${message}"`
    const dpop = `DPoP algs="${dpopAlgorithms.join(' ')}"`
    const bearer = `Bearer realm="accounts"${error === '' ? '' : `,${parameters}`}`
    return settings.dpop === 'off' ? bearer : `${bearer}, ${dpop}${parameters && `,${parameters}`}`
  }

  return (origin) => async (req, res) => {
    const { pathname } = new URL(req.url ?? '/', origin)
    const interactionId = req.headers[interactionHeader]
    res.setHeader(
      interactionHeader,
      typeof interactionId === 'string' ? interactionId : crypto.randomUUID(),
    )
    res.setHeader('cache-control', 'no-store')
    try {
      if (req.method !== 'GET') return res.writeHead(405, { allow: 'GET' }).end()
      const access = await admit(req, origin + pathname)
      if (!access.scopes.has('accounts')) return res.writeHead(403).end()
      const accounts = access.accountId === customer.username ? customer.accounts : []
      res.writeHead(200, { 'content-type': 'application/json' })
      return res.end(JSON.stringify({ accounts }))
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      res.writeHead(401, {
        'www-authenticate': challengeOf(error),
        'content-type': 'application/json',
        ...error.headers,
      })
      return res.end(JSON.stringify({ error: error.error, error_description: error.message }))
    }
  }
}
