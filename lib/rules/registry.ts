import { rules as accessToken } from './access-token'
import { rules as appDefence } from './app-defence'
import { rules as authorizationRequest } from './authorization-request'
import { rules as authorizationResponse } from './authorization-response'
import { rules as clientAssertion } from './client-assertion'
import { rules as consent } from './consent'
import { rules as consentComparison } from './consent-comparison'
import { rules as dpopProof } from './dpop-proof'
import { rules as flow } from './flow'
import { rules as httpExchange } from './http-exchange'
import { rules as idToken } from './id-token'
import { rules as introspectionResponse } from './introspection-response'
import { rules as jarm } from './jarm'
import { rules as jwks } from './jwks'
import { rules as jwt } from './jwt'
import { rules as keyBindingJwt } from './key-binding-jwt'
import { rules as logoutToken } from './logout-token'
import { rules as metadata } from './metadata'
import { rules as parRequest } from './par-request'
import { rules as parResponse } from './par-response'
import { rules as requestObject } from './request-object'
import { rules as revocationRequest } from './revocation-request'
import { rules as revocationResponse } from './revocation-response'
import { rules as tokenRequest } from './token-request'
import { rules as resourceRequest } from './resource-request'
import { rules as resourceResponse } from './resource-response'
import { rules as sdJwt } from './sd-jwt'
import { rules as securityEventToken } from './security-event-token'
import { rules as softwareStatement } from './software-statement'
import { rules as tokenResponse } from './token-response'
import { rules as userinfoResponse } from './userinfo-response'
import { rules as protectedResourceMetadata } from './protected-resource-metadata'
import { rules as payloadSignature } from './payload-signature'
import { rules as signedBody } from './signed-body'
import { rules as httpSignature } from './http-signature'
import { rules as registrationRequest } from './registration-request'
import { rules as registrationResponse } from './registration-response'
import { rules as deviceResponse } from './device-response'
import { rules as backchannelRequest } from './backchannel-request'
import { rules as backchannelResponse } from './backchannel-response'

/** Every rule, by the artefact that it judges. */
export const registry = {
  metadata: metadata,
  jwks: jwks,
  'par-request': parRequest,
  'par-response': parResponse,
  'authorization-request': authorizationRequest,
  'authorization-response': authorizationResponse,
  jarm: jarm,
  jwt: jwt,
  'id-token': idToken,
  'token-request': tokenRequest,
  'token-response': tokenResponse,
  'access-token': accessToken,
  'userinfo-response': userinfoResponse,
  'introspection-response': introspectionResponse,
  'revocation-request': revocationRequest,
  'revocation-response': revocationResponse,
  'request-object': requestObject,
  'client-assertion': clientAssertion,
  'dpop-proof': dpopProof,
  'resource-request': resourceRequest,
  'resource-response': resourceResponse,
  consent: consent,
  'consent-comparison': consentComparison,
  'software-statement': softwareStatement,
  'security-event-token': securityEventToken,
  'logout-token': logoutToken,
  'sd-jwt': sdJwt,
  'key-binding-jwt': keyBindingJwt,
  flow: flow,
  'http-exchange': httpExchange,
  'app-defence': appDefence,
  'protected-resource-metadata': protectedResourceMetadata,
  'registration-request': registrationRequest,
  'registration-response': registrationResponse,
  'device-response': deviceResponse,
  'backchannel-request': backchannelRequest,
  'backchannel-response': backchannelResponse,
  'payload-signature': payloadSignature,
  'signed-body': signedBody,
  'http-signature': httpSignature,
} as const
