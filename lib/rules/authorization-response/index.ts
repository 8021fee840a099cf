import credentials from './ar-307-credentials'
import acrNotMet from './ar-acr-not-met'
import callbackStatus from './ar-callback-status'
import codeEntropy from './ar-code-entropy'
import codeLifetime from './ar-code-lifetime'
import codePii from './ar-code-pii'
import codeReuse from './ar-code-reuse'
import errorCharset from './ar-error-charset'
import errorNoRedirect from './ar-error-no-redirect'
import formPostCache from './ar-form-post-cache'
import formPostMethod from './ar-form-post-method'
import issIdToken from './ar-iss-id-token'
import issOutsideJarm from './ar-iss-outside-jarm'
import issPresent from './ar-iss-present'
import issUnadvertised from './ar-iss-unadvertised'
import leakNextHop from './ar-leak-next-hop'
import mixup from './ar-mixup'
import paramsForType from './ar-params-for-type'
import queryGet from './ar-query-get'
import redirectStatus from './ar-redirect-status'
import redirectTarget from './ar-redirect-target'
import responseMode from './ar-response-mode'
import singleOutcome from './ar-single-outcome'
import stateMatch from './ar-state-match'
import ukSHashNeeded from './ar-uk-s-hash-needed'
import unexpectedParams from './ar-unexpected-params'
import unsolicited from './ar-unsolicited'
import { table } from './table'

export const rules = [
  stateMatch,
  mixup,
  issPresent,
  issUnadvertised,
  issIdToken,
  ukSHashNeeded,
  issOutsideJarm,
  unsolicited,
  singleOutcome,
  paramsForType,
  responseMode,
  formPostMethod,
  formPostCache,
  queryGet,
  redirectTarget,
  redirectStatus,
  credentials,
  codeEntropy,
  codeLifetime,
  codeReuse,
  codePii,
  leakNextHop,
  errorCharset,
  errorNoRedirect,
  acrNotMet,
  callbackStatus,
  unexpectedParams,
  ...table,
] as const
