import { certificateThumbprint } from '@/lib/jose/certificate'
import { keysOf, type KeySetDocument } from '@/lib/jose/key-set'

/** Facts about a JWKS that rules cannot compute, because they are synchronous and WebCrypto is not. */
export interface KeySetContext {
  /** `x5t#S256` by the text of the certificate, for the first certificate of each key. */
  readonly thumbprints: ReadonlyMap<string, string>
  /** `kid` of the signing keys at an earlier fetch; null if there was none. */
  readonly earlierKids: readonly string[] | null
}

/** The context of a JWKS of which nothing else is known. */
export const emptyKeySetContext: KeySetContext = { thumbprints: new Map(), earlierKids: null }

export async function keySetContextOf(
  keySet: KeySetDocument,
  earlierKids: readonly string[] | null,
): Promise<KeySetContext> {
  const certificates = new Set(
    (keysOf(keySet) ?? []).flatMap(({ jwk: { x5c } }): readonly string[] => {
      const [first] = Array.isArray(x5c) ? (x5c as unknown[]) : []
      return typeof first === 'string' ? [first] : []
    }),
  )
  const thumbprints = await Promise.all(
    [...certificates].map(async (text) => [text, await certificateThumbprint(text)] as const),
  )
  return { thumbprints: new Map(thumbprints), earlierKids }
}
