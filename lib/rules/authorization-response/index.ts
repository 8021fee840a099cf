import callbackStatus from './ar-callback-status'
import codeEntropy from './ar-code-entropy'
import errorCharset from './ar-error-charset'
import issPresent from './ar-iss-present'
import issUnadvertised from './ar-iss-unadvertised'
import redirectStatus from './ar-redirect-status'
import redirectTarget from './ar-redirect-target'
import responseMode from './ar-response-mode'
import singleOutcome from './ar-single-outcome'
import stateMatch from './ar-state-match'
import { table } from './table'

export const rules = [
  stateMatch,
  issPresent,
  issUnadvertised,
  singleOutcome,
  responseMode,
  redirectTarget,
  redirectStatus,
  codeEntropy,
  errorCharset,
  callbackStatus,
  ...table,
] as const
