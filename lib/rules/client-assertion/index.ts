import alg from './ca-alg'
import audIssuerString from './ca-aud-issuer-string'
import audOtherProfiles from './ca-aud-other-profiles'
import exp from './ca-exp'
import iat from './ca-iat'
import issSub from './ca-iss-sub'
import singleJwt from './ca-single-jwt'
import typ from './ca-typ'
import typeParam from './ca-type-param'
import { table } from './table'

export const rules = [
  typeParam,
  singleJwt,
  issSub,
  audIssuerString,
  audOtherProfiles,
  exp,
  iat,
  alg,
  ...table,
  typ,
] as const
