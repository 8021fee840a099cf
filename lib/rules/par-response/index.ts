import cache from './par-cache'
import contentType from './par-content-type'
import expiresInType from './par-expires-in-type'
import requestUriEntropy from './par-request-uri-entropy'
import requestUriPresent from './par-request-uri-present'
import status201 from './par-status-201'
import { table } from './table'

export const rules = [
  status201,
  contentType,
  requestUriPresent,
  requestUriEntropy,
  expiresInType,
  cache,
  ...table,
] as const
