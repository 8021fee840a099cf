import algAllowed from './ro-alg-allowed'
import aud from './ro-aud'
import clientId from './ro-client-id'
import expAfterNbf from './ro-exp-after-nbf'
import expPresent from './ro-exp-present'
import iss from './ro-iss'
import jwe from './ro-jwe'
import numericDates from './ro-numeric-dates'
import paramsComplete from './ro-params-complete'
import typ from './ro-typ'
import unexpectedClaims from './ro-unexpected-claims'
import valueTypes from './ro-value-types'
import { table } from './table'

export const rules = [
  ...table,
  algAllowed,
  typ,
  iss,
  aud,
  clientId,
  expPresent,
  expAfterNbf,
  numericDates,
  paramsComplete,
  valueTypes,
  jwe,
  unexpectedClaims,
] as const
