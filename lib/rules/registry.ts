import { rules as authorizationRequest } from './authorization-request'
import { rules as authorizationResponse } from './authorization-response'
import { rules as idToken } from './id-token'
import { rules as jwt } from './jwt'
import { rules as metadata } from './metadata'
import { rules as parResponse } from './par-response'

/** Every rule, by the artefact that it judges. */
export const registry = {
  metadata: metadata,
  'par-response': parResponse,
  'authorization-request': authorizationRequest,
  'authorization-response': authorizationResponse,
  jwt: jwt,
  'id-token': idToken,
} as const

export type RuleId = (typeof registry)[keyof typeof registry][number]['id']
