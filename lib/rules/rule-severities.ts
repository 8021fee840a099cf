import { type SeverityRow } from '@/lib/model/rule-profiles'
import { severities as accessToken } from './access-token/severities'
import { severities as appDefence } from './app-defence/severities'
import { severities as authorizationRequest } from './authorization-request/severities'
import { severities as authorizationResponse } from './authorization-response/severities'
import { severities as clientAssertion } from './client-assertion/severities'
import { severities as consent } from './consent/severities'
import { severities as consentComparison } from './consent-comparison/severities'
import { severities as dpopProof } from './dpop-proof/severities'
import { severities as flow } from './flow/severities'
import { severities as httpExchange } from './http-exchange/severities'
import { severities as idToken } from './id-token/severities'
import { severities as introspectionResponse } from './introspection-response/severities'
import { severities as jarm } from './jarm/severities'
import { severities as jwks } from './jwks/severities'
import { severities as jwt } from './jwt/severities'
import { severities as keyBindingJwt } from './key-binding-jwt/severities'
import { severities as logoutToken } from './logout-token/severities'
import { severities as metadata } from './metadata/severities'
import { severities as parRequest } from './par-request/severities'
import { severities as parResponse } from './par-response/severities'
import { severities as requestObject } from './request-object/severities'
import { severities as revocationRequest } from './revocation-request/severities'
import { severities as revocationResponse } from './revocation-response/severities'
import { severities as tokenRequest } from './token-request/severities'
import { severities as resourceRequest } from './resource-request/severities'
import { severities as resourceResponse } from './resource-response/severities'
import { severities as sdJwt } from './sd-jwt/severities'
import { severities as securityEventToken } from './security-event-token/severities'
import { severities as softwareStatement } from './software-statement/severities'
import { severities as tokenResponse } from './token-response/severities'
import { severities as userinfoResponse } from './userinfo-response/severities'
import { severities as protectedResourceMetadata } from './protected-resource-metadata/severities'
import { severities as payloadSignature } from './payload-signature/severities'
import { severities as signedBody } from './signed-body/severities'
import { severities as httpSignature } from './http-signature/severities'
import { severities as registrationRequest } from './registration-request/severities'
import { severities as registrationResponse } from './registration-response/severities'
import { severities as deviceResponse } from './device-response/severities'
import { severities as backchannelRequest } from './backchannel-request/severities'
import { severities as backchannelResponse } from './backchannel-response/severities'
import type { RuleId } from './rule-id'

export const severities = {
  ...metadata,
  ...jwks,
  ...parRequest,
  ...parResponse,
  ...authorizationRequest,
  ...authorizationResponse,
  ...jarm,
  ...jwt,
  ...idToken,
  ...tokenRequest,
  ...tokenResponse,
  ...accessToken,
  ...userinfoResponse,
  ...introspectionResponse,
  ...revocationRequest,
  ...revocationResponse,
  ...requestObject,
  ...clientAssertion,
  ...dpopProof,
  ...resourceRequest,
  ...resourceResponse,
  ...consent,
  ...consentComparison,
  ...softwareStatement,
  ...securityEventToken,
  ...logoutToken,
  ...sdJwt,
  ...keyBindingJwt,
  ...flow,
  ...httpExchange,
  ...appDefence,
  ...protectedResourceMetadata,
  ...registrationRequest,
  ...registrationResponse,
  ...deviceResponse,
  ...backchannelRequest,
  ...backchannelResponse,
  ...payloadSignature,
  ...signedBody,
  ...httpSignature,
} as const satisfies Record<RuleId, SeverityRow>
