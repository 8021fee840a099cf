import cache from './par-cache'
import contentType from './par-content-type'
import errorShape from './par-error-shape'
import expiresInType from './par-expires-in-type'
import fapiInteractionId from './par-fapi-interaction-id'
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
  errorShape,
  fapiInteractionId,
] as const
