import deviceError from './dv-error'
import accessTokenNew from './rf-access-token-new'
import clientAuth from './rf-client-auth'
import expiryConsent from './rf-expiry-consent'
import notRotated from './rf-not-rotated'
import rotatedPublic from './rf-rotated-public'
import scopeNotWider from './rf-scope-not-wider'
import exchange from './te-response'
import accessTokenPresent from './tr-access-token-present'
import authorizationDetails from './tr-authorization-details'
import cache from './tr-cache'
import cdrArrangementId from './tr-cdr-arrangement-id'
import contentType from './tr-content-type'
import errorCharset from './tr-error-charset'
import errorCode from './tr-error-code'
import expiresIn from './tr-expires-in'
import expiresInProfile from './tr-expires-in-profile'
import fapiInteractionId from './tr-fapi-interaction-id'
import idTokenPresent from './tr-id-token-present'
import mtlsHost from './tr-mtls-host'
import refreshToken from './tr-refresh-token'
import requestBinding from './tr-request-binding'
import requestPostBody from './tr-request-post-body'
import scope from './tr-scope'
import status from './tr-status'
import tokenEntropy from './tr-token-entropy'
import tokenType from './tr-token-type'
import unknownMembers from './tr-unknown-members'

export const rules = [
  status,
  contentType,
  cache,
  accessTokenPresent,
  tokenType,
  expiresIn,
  expiresInProfile,
  scope,
  authorizationDetails,
  idTokenPresent,
  refreshToken,
  tokenEntropy,
  unknownMembers,
  errorCode,
  errorCharset,
  requestBinding,
  requestPostBody,
  mtlsHost,
  fapiInteractionId,
  cdrArrangementId,
  deviceError,
  exchange,
  notRotated,
  rotatedPublic,
  scopeNotWider,
  accessTokenNew,
  clientAuth,
  expiryConsent,
] as const
