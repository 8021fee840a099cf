import type { Flow } from '@/lib/flow/model/flow'
import {
  sampleTime,
  registered,
  registeredClient,
  registrationFlow,
  statementText,
} from '../../samples/registration'
import { signingKey } from '../../ui/panel/own-flow'
import { issuer } from '../../ui/panel/sample'
import { emptyRegistration, type RegistrationDraft } from '@/lib/oauth/registration-draft'
import type { Answers, Story } from '../story'
import { client, metadataWith, withMetadata } from './bank'
import { begun, setupAnswers } from './setup'

/** A server of the UK that registers clients. */
const ukMembers = {
  registration_endpoint: `${issuer}/register`,
  acr_values_supported: ['urn:openbanking:psd2:sca'],
  authorization_details_types_supported: undefined,
  claims_supported: undefined,
  scopes_supported: ['openid', 'accounts', 'payments'],
  grant_types_supported: ['authorization_code', 'client_credentials', 'refresh_token'],
  response_types_supported: ['code'],
  token_endpoint_auth_methods_supported: ['private_key_jwt', 'tls_client_auth'],
  token_endpoint_auth_signing_alg_values_supported: ['PS256'],
}

export const registrationAnswers: Answers = {
  ...setupAnswers,
  metadataProbe: () => metadataWith(ukMembers),
  registrationSign: () => ({
    ok: true,
    body: `${statementText.split('.')[0]}.${btoa(JSON.stringify({ iss: 'swTest0001', aud: issuer, scope: 'openid accounts', software_statement: statementText })).replaceAll('=', '')}.c2ln`,
    expiresAt: Date.now() + 300_000,
  }),
  registrationToken: () => ({ token: 'registration-access-token-1' }),
}

const typed = (more: Partial<RegistrationDraft>): RegistrationDraft => ({
  ...emptyRegistration,
  statement: statementText,
  ...more,
})

/** The page that registers a client, with what was typed there. */
export const registering = (
  more: Partial<RegistrationDraft> = {},
  flow?: Flow,
): NonNullable<Story['state']> => ({
  drafts: { new: begun('panel', { clientId: '', redirectUris: [] }) },
  keys: [signingKey],
  registrationDrafts: { new: typed({ ...more, ...(flow && { flowId: flow.id }) }) },
  ...(flow && { flow: { [flow.id]: flow } }),
})

export const refusedFlow = registrationFlow(400, {
  error: 'invalid_client_metadata',
  error_description: 'response_types: code id_token is not supported',
})
export const doneFlow = registrationFlow(201, registered)

/** A profile whose client Parley registered. */
export const withRegistered: NonNullable<Story['state']> = {
  ...withMetadata(),
  profiles: [{ ...client, registration: registeredClient(sampleTime) }],
  registrationTokens: [client.id],
}
