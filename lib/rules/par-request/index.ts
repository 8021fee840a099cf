import clientAuth from './par-client-auth'
import clientId from './par-client-id'
import dpopBinding from './par-dpop-binding'
import methodPost from './par-method-post'
import noRequestUri from './par-no-request-uri'
import paramsComplete from './par-params-complete'
import unknownParams from './par-unknown-params'
import { table } from './table'

export const rules = [
  methodPost,
  noRequestUri,
  clientAuth,
  clientId,
  ...table,
  paramsComplete,
  unknownParams,
  dpopBinding,
] as const
