import aud from './sb-aud'
import iat from './sb-iat'
import jti from './sb-jti'
import { body, head, signature } from './table'

/** In the order in which a verifier finds them. */
export const rules = [...head, iat, jti, aud, ...body, signature] as const
