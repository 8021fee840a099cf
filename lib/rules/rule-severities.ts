import { type SeverityRow } from '@/lib/model/rule-profiles'
import { severities as accessToken } from './access-token/severities'
import { severities as appDefence } from './app-defence/severities'
import { severities as authorizationRequest } from './authorization-request/severities'
import { severities as authorizationResponse } from './authorization-response/severities'
import { severities as clientAssertion } from './client-assertion/severities'
import { severities as dpopProof } from './dpop-proof/severities'
import { severities as flow } from './flow/severities'
import { severities as httpExchange } from './http-exchange/severities'
import { severities as idToken } from './id-token/severities'
import { severities as introspectionResponse } from './introspection-response/severities'
import { severities as jarm } from './jarm/severities'
import { severities as jwks } from './jwks/severities'
import { severities as jwt } from './jwt/severities'
import { severities as metadata } from './metadata/severities'
import { severities as parResponse } from './par-response/severities'
import { severities as requestObject } from './request-object/severities'
import { severities as tokenResponse } from './token-response/severities'
import { severities as userinfoResponse } from './userinfo-response/severities'
import type { RuleId } from './rule-id'

export const severities = {
  ...metadata,
  ...jwks,
  ...parResponse,
  ...authorizationRequest,
  ...authorizationResponse,
  ...jarm,
  ...jwt,
  ...idToken,
  ...tokenResponse,
  ...accessToken,
  ...userinfoResponse,
  ...introspectionResponse,
  ...requestObject,
  ...clientAssertion,
  ...dpopProof,
  ...flow,
  ...httpExchange,
  ...appDefence,
} as const satisfies Record<RuleId, SeverityRow>
