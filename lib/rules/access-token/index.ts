import acrAuthTime from './at-acr-auth-time'
import alg from './at-alg'
import aud from './at-aud'
import cnfJkt from './at-cnf-jkt'
import cnfX5t from './at-cnf-x5t'
import exp from './at-exp'
import pii from './at-pii'
import scopeClaim from './at-scope-claim'
import senderConstrained from './at-sender-constrained'
import typ from './at-typ'
import audMatch from './res-aud-match'
import stepResult from './step-result'
import { table } from './table'

export const rules = [
  typ,
  alg,
  ...table,
  aud,
  audMatch,
  exp,
  scopeClaim,
  senderConstrained,
  cnfJkt,
  cnfX5t,
  acrAuthTime,
  stepResult,
  pii,
] as const
