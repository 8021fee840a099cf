import { rules as accessToken } from './access-token'
import { rules as appDefence } from './app-defence'
import { rules as authorizationRequest } from './authorization-request'
import { rules as authorizationResponse } from './authorization-response'
import { rules as clientAssertion } from './client-assertion'
import { rules as dpopProof } from './dpop-proof'
import { rules as flow } from './flow'
import { rules as httpExchange } from './http-exchange'
import { rules as idToken } from './id-token'
import { rules as introspectionResponse } from './introspection-response'
import { rules as jarm } from './jarm'
import { rules as jwks } from './jwks'
import { rules as jwt } from './jwt'
import { rules as metadata } from './metadata'
import { rules as parResponse } from './par-response'
import { rules as requestObject } from './request-object'
import { rules as tokenResponse } from './token-response'
import { rules as userinfoResponse } from './userinfo-response'

/** Every rule, by the artefact that it judges. */
export const registry = {
  metadata: metadata,
  jwks: jwks,
  'par-response': parResponse,
  'authorization-request': authorizationRequest,
  'authorization-response': authorizationResponse,
  jarm: jarm,
  jwt: jwt,
  'id-token': idToken,
  'token-response': tokenResponse,
  'access-token': accessToken,
  'userinfo-response': userinfoResponse,
  'introspection-response': introspectionResponse,
  'request-object': requestObject,
  'client-assertion': clientAssertion,
  'dpop-proof': dpopProof,
  flow: flow,
  'http-exchange': httpExchange,
  'app-defence': appDefence,
} as const
