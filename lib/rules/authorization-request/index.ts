import clientIdPresent from './az-client-id-present'
import encoding from './az-encoding'
import endpointMatch from './az-endpoint-match'
import noFragment from './az-no-fragment'
import parOnlyTwoParams from './az-par-only-two-params'
import parRequired from './az-par-required'
import requestAndRequestUri from './az-request-and-request-uri'
import requestUriAge from './az-request-uri-age'
import requestUriForm from './az-request-uri-form'
import requestUriReuse from './az-request-uri-reuse'
import stepRequest from './step-request'
import { table } from './table'
import { freshRules } from './table-fresh'
import { objectRules } from './table-object'
import { openIdRules } from './table-openid'
import { redirectRules } from './table-redirect'
import { responseRules } from './table-response'
import { scopeRules } from './table-scope'
import { urlRules } from './table-url'

export const rules = [
  endpointMatch,
  clientIdPresent,
  requestUriForm,
  requestUriReuse,
  requestUriAge,
  requestAndRequestUri,
  parOnlyTwoParams,
  parRequired,
  noFragment,
  encoding,
  stepRequest,
  ...table,
  ...urlRules,
  ...objectRules,
  ...responseRules,
  ...redirectRules,
  ...scopeRules,
  ...freshRules,
  ...openIdRules,
] as const
