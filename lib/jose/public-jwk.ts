import type { KeyInfo } from '@/lib/model/key'
import type { JsonObject } from '@/lib/model/json'

/**
 * The public key as registered with a server.
 *
 * @see [RFC 7517](https://www.rfc-editor.org/rfc/rfc7517.html#section-4)
 */
export function publicJwkOf({ publicJwk, kid, alg, use, x5c }: KeyInfo): JsonObject {
  return {
    ...publicJwk,
    kid,
    alg,
    use: use === 'enc' ? 'enc' : 'sig',
    ...(x5c.length > 0 ? { x5c } : {}),
  }
}

/** The JWKS to register. Does not include removed keys. */
export function publicJwksOf(infos: readonly KeyInfo[]): JsonObject {
  return { keys: infos.filter(({ removedAt }) => removedAt === undefined).map(publicJwkOf) }
}
