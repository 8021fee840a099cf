import contentTypeJson from './disc-content-type-json'
import endpointsHttps from './disc-endpoints-https'
import issuerPresent from './disc-issuer-present'
import issuerTrailingSlash from './disc-issuer-trailing-slash'
import jsonObject from './disc-json-object'
import memberTypes from './disc-member-types'
import status200 from './disc-status-200'
import wellknownForm from './disc-wellknown-form'
import { table } from './table'

export const rules = [
  status200,
  contentTypeJson,
  jsonObject,
  issuerPresent,
  issuerTrailingSlash,
  wellknownForm,
  endpointsHttps,
  memberTypes,
  ...table,
] as const
