import { createPublicKey } from 'node:crypto'
import { jwtVerify, type JWK, type JWTPayload } from 'jose'
import { notFound, pathOf, sendJson } from './handlers.ts'
import { createServerKeys, generateTestKey, type Claims, type TestKey } from './keys.ts'
import type { Handler } from './ports.ts'

/** A directory of an ecosystem: it signs software statements, and publishes its keys and those of the software. */
export interface Directory {
  readonly issuer: string
  readonly statementUrl: string
  readonly keysUrl: string
  /** The access token that the statement is fetched with. */
  readonly accessToken: string
  /** The key of the software, which it signs its requests with. */
  readonly softwareKey: TestKey
  /** A statement about the software, with these changes of its claims. */
  readonly statement: (changes?: Claims) => string
  readonly jwks: () => { readonly keys: readonly JWK[] }
  /** The claims of a statement that this directory signed; rejects with the reason. */
  readonly verify: (statement: string) => Promise<JWTPayload>
  /** The claims of a request that the software signed; rejects with the reason. */
  readonly verifyRequest: (jws: string) => Promise<JWTPayload>
  readonly handle: Handler
}

const softwareId = 'swTest0001'

/** Creates a directory with one software, at an origin. */
export async function createDirectory(
  origin: string,
  software: { readonly redirectUris: readonly string[]; readonly roles: readonly string[] },
): Promise<Directory> {
  const [keys, softwareKey] = await Promise.all([
    createServerKeys(['PS256']),
    generateTestKey('software-test-key', 'PS256'),
  ])
  const accessToken = 'directory-access-token-for-tests'
  const statement = (changes: Claims = {}) => {
    const iat = Math.floor(Date.now() / 1000)
    return keys.signJwt(
      { alg: 'PS256', typ: 'JWT', kid: keys.currentKid('PS256') },
      {
        iss: origin,
        iat,
        exp: iat + 600,
        jti: crypto.randomUUID(),
        software_id: softwareId,
        software_client_name: 'Kira Budget Planner',
        software_environment: 'sandbox',
        software_mode: 'Test',
        software_roles: software.roles,
        software_redirect_uris: software.redirectUris,
        software_jwks_endpoint: `${origin}/software.jwks`,
        org_id: 'orgTest01',
        org_status: 'Active',
        ...changes,
      },
    )
  }
  const verified = async (jws: string, all: readonly JWK[]) => {
    const { payload } = await jwtVerify(
      jws,
      ({ kid }) => {
        const jwk = all.find((each) => each.kid === kid)
        if (!jwk) throw new Error(`The key ${String(kid)} is not published`)
        return createPublicKey({ key: jwk as Record<string, string>, format: 'jwk' })
      },
      { algorithms: ['PS256'] },
    )
    return payload
  }
  return {
    issuer: origin,
    statementUrl: `${origin}/statement`,
    keysUrl: `${origin}/directory.jwks`,
    accessToken,
    softwareKey,
    statement,
    jwks: keys.jwks,
    verify: (text) => verified(text, keys.jwks().keys),
    verifyRequest: (jws) => verified(jws, [softwareKey.publicJwk]),
    handle: (req, res) => {
      const path = pathOf(req)
      if (path === '/directory.jwks') return sendJson(res, 200, keys.jwks())
      if (path === '/software.jwks') return sendJson(res, 200, { keys: [softwareKey.publicJwk] })
      if (path !== '/statement') return notFound(res)
      if (req.headers.authorization !== `Bearer ${accessToken}`)
        return sendJson(res, 401, { error: 'invalid_token' })
      res.writeHead(200, { 'content-type': 'application/jwt', 'cache-control': 'no-store' })
      return res.end(statement())
    },
  }
}
