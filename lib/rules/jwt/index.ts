import algKeyAgree from './jose-alg-key-agree'
import algNone from './jose-alg-none'
import algPresent from './jose-alg-present'
import audType from './jose-aud-type'
import b64 from './jose-b64'
import crit from './jose-crit'
import esSignatureLength from './jose-es-signature-length'
import expPassed from './jose-exp-passed'
import hmacKey from './jose-hmac-key'
import jkuX5uJwk from './jose-jku-x5u-jwk'
import jweAlg from './jose-jwe-alg'
import kidLookup from './jose-kid-lookup'
import kidSuspicious from './jose-kid-suspicious'
import nbfIatFuture from './jose-nbf-iat-future'
import nestedCty from './jose-nested-cty'
import numericDate from './jose-numeric-date'
import rsaSignatureLength from './jose-rsa-signature-length'
import size from './jose-size'
import { encryption } from './table-encryption'
import { table } from './table'

export const rules = [
  ...table,
  algPresent,
  algNone,
  algKeyAgree,
  esSignatureLength,
  rsaSignatureLength,
  crit,
  b64,
  kidLookup,
  kidSuspicious,
  jkuX5uJwk,
  numericDate,
  expPassed,
  nbfIatFuture,
  audType,
  size,
  nestedCty,
  jweAlg,
  ...encryption,
  hmacKey,
] as const
