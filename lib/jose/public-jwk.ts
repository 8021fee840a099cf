import type { KeyInfo } from '@/lib/model/key'
import type { JsonObject } from '@/lib/model/json'

/** The public key as it is registered with a server. @see [RFC 7517](https://www.rfc-editor.org/rfc/rfc7517.html#section-4) */
export function publicJwkOf({ publicJwk, kid, alg, use, x5c }: KeyInfo): JsonObject {
  return {
    ...publicJwk,
    kid,
    alg,
    use: use === 'enc' ? 'enc' : 'sig',
    ...(x5c.length > 0 ? { x5c } : {}),
  }
}

/** The JWKS to register, of keys that were not removed. */
export function publicJwksOf(infos: readonly KeyInfo[]): JsonObject {
  return { keys: infos.filter(({ removedAt }) => removedAt === undefined).map(publicJwkOf) }
}
