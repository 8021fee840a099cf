import algNames from './disc-alg-names'
import authSigningAlgPresent from './disc-auth-signing-alg-present'
import backchannelLogout from './disc-backchannel-logout'
import cdrRequired from './disc-cdr-required'
import ciba from './disc-ciba'
import contentTypeJson from './disc-content-type-json'
import emptyArrays from './disc-empty-arrays'
import endpointsHttps from './disc-endpoints-https'
import federation from './disc-federation'
import issuerPresent from './disc-issuer-present'
import issuerTrailingSlash from './disc-issuer-trailing-slash'
import jsonObject from './disc-json-object'
import locales from './disc-locales'
import memberTypes from './disc-member-types'
import mtlsAliasesExpected from './disc-mtls-aliases-expected'
import mtlsAliasesObject from './disc-mtls-aliases-object'
import saltedgeProviderCode from './disc-saltedge-provider-code'
import signedMetadata from './disc-signed-metadata'
import status200 from './disc-status-200'
import twoDocumentsConsistent from './disc-two-documents-consistent'
import unknownMembers from './disc-unknown-members'
import wellknownForm from './disc-wellknown-form'
import { table } from './table'
import { table as algorithms } from './table-algorithms'
import { table as endpoints } from './table-endpoints'
import { table as grants } from './table-grants'
import { table as openid } from './table-openid'
import { table as responses } from './table-responses'

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
  ...endpoints,
  ...responses,
  ...grants,
  ...algorithms,
  ...openid,
  algNames,
  authSigningAlgPresent,
  backchannelLogout,
  cdrRequired,
  ciba,
  emptyArrays,
  federation,
  locales,
  mtlsAliasesExpected,
  mtlsAliasesObject,
  saltedgeProviderCode,
  signedMetadata,
  twoDocumentsConsistent,
  unknownMembers,
] as const
