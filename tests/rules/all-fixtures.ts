import type { ArtefactKind } from '@/lib/model/rule-result'
import type { RuleFixtures } from './fixtures'
import { fixtures as accessToken } from './access-token.fixtures'
import { fixtures as appDefence } from './app-defence.fixtures'
import { fixtures as authorizationRequest } from './authorization-request.fixtures'
import { fixtures as authorizationResponse } from './authorization-response.fixtures'
import { fixtures as clientAssertion } from './client-assertion.fixtures'
import { fixtures as consent } from './consent.fixtures'
import { fixtures as consentOfm } from './consent-ofm.fixtures'
import { fixtures as consentComparison } from './consent-comparison.fixtures'
import { fixtures as dpopProof } from './dpop-proof.fixtures'
import { fixtures as flow } from './flow.fixtures'
import { fixtures as flowConsents } from './flow-consents.fixtures'
import { fixtures as flowTokens } from './flow-tokens.fixtures'
import { fixtures as httpExchange } from './http-exchange.fixtures'
import { fixtures as idToken } from './id-token.fixtures'
import { fixtures as introspectionResponse } from './introspection-response.fixtures'
import { fixtures as jarm } from './jarm.fixtures'
import { fixtures as jwt } from './jwt.fixtures'
import { fixtures as jwks } from './jwks.fixtures'
import { fixtures as keyBindingJwt } from './key-binding-jwt.fixtures'
import { fixtures as logoutToken } from './logout-token.fixtures'
import { fixtures as metadata } from './metadata.fixtures'
import { fixtures as metadataAlgorithms } from './metadata-algorithms.fixtures'
import { fixtures as metadataEndpoints } from './metadata-endpoints.fixtures'
import { fixtures as metadataGrants } from './metadata-grants.fixtures'
import { fixtures as metadataOpenId } from './metadata-openid.fixtures'
import {
  fixtures as tokenRequest,
  revocationRequest,
  revocationResponse,
} from './client-requests.fixtures'
import { fixtures as httpSignature } from './http-signature.fixtures'
import { fixtures as payloadSignature } from './payload-signature.fixtures'
import { fixtures as signedBody } from './signed-body.fixtures'
import {
  requests as signedRequests,
  responses as signedResponses,
} from './signed-messages.fixtures'
import { fixtures as parRequest } from './par-request.fixtures'
import { fixtures as parResponse } from './par-response.fixtures'
import { fixtures as requestObject } from './request-object.fixtures'
import { fixtures as resourceRequest } from './resource-request.fixtures'
import { fixtures as resourceResponse } from './resource-response.fixtures'
import { fixtures as sdJwt } from './sd-jwt.fixtures'
import { fixtures as securityEventToken } from './security-event-token.fixtures'
import { fixtures as softwareStatement } from './software-statement.fixtures'
import { fixtures as tokenResponse } from './token-response.fixtures'
import { fixtures as protectedResourceMetadata } from './protected-resource-metadata.fixtures'
import { fixtures as registration } from './registration.fixtures'
import { fixtures as decoupled } from './decoupled.fixtures'
import { fixtures as userinfoResponse } from './userinfo-response.fixtures'

/** The fixtures of every rule, by its artefact. */
export const allFixtures: Record<ArtefactKind, Readonly<Record<string, RuleFixtures<never>>>> = {
  metadata: {
    ...metadata,
    ...metadataEndpoints,
    ...metadataGrants,
    ...metadataAlgorithms,
    ...metadataOpenId,
  },
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
  'resource-request': { ...resourceRequest, ...signedRequests },
  'resource-response': { ...resourceResponse, ...signedResponses },
  consent: { ...consent, ...consentOfm },
  'consent-comparison': consentComparison,
  'software-statement': softwareStatement,
  'security-event-token': securityEventToken,
  'logout-token': logoutToken,
  'sd-jwt': sdJwt,
  'key-binding-jwt': keyBindingJwt,
  flow: { ...flow, ...flowConsents, ...flowTokens },
  'http-exchange': httpExchange,
  'app-defence': appDefence,
  'protected-resource-metadata': protectedResourceMetadata,
  'payload-signature': payloadSignature,
  'signed-body': signedBody,
  'http-signature': httpSignature,
  ...registration,
  ...decoupled,
} as never
