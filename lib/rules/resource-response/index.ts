import challenge from './at-challenge'
import dpopError from './dpop-error'
import nonceCors from './dpop-nonce-cors'
import challengeSyntax from './rr-challenge-syntax'
import dateContentType from './rr-date-content-type'
import dpopChallenge from './rr-dpop-challenge'
import interactionId from './rr-interaction-id'
import stepUp from './rr-step-up'
import { table } from './table'
import { signedTable } from './table-signed'

export const rules = [
  challengeSyntax,
  challenge,
  ...table,
  stepUp,
  dpopChallenge,
  dpopError,
  nonceCors,
  interactionId,
  dateContentType,
  ...signedTable,
] as const
