import alg from './dpop-alg'
import ath from './dpop-ath'
import claims from './dpop-claims'
import htu from './dpop-htu'
import iat from './dpop-iat'
import jwk from './dpop-jwk'
import keyBinding from './dpop-key-binding'
import nonce from './dpop-nonce'
import singleHeader from './dpop-single-header'
import { table } from './table'

export const rules = [
  singleHeader,
  alg,
  jwk,
  claims,
  ...table,
  htu,
  iat,
  ath,
  keyBinding,
  nonce,
] as const
