import type { DecodedJwt } from '@/lib/jose/types'
import type { Artefacts } from './artefacts'

/** The JWE of an artefact, opened or not; null if it is not encrypted. */
export function jweOf({ jwt, outer }: Pick<Artefacts['jwt'], 'jwt' | 'outer'>): DecodedJwt | null {
  return [outer, jwt].find((each) => each?.kind === 'jwe') ?? null
}
