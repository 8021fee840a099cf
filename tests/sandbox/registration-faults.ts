import type { KoaContextWithOIDC } from 'oidc-provider'

/** The body of a response to a registration, a read or an update. */
export type Registered = Record<string, unknown>

/** What one fault changes in a successful response of the registration endpoint. */
interface RegistrationFault {
  readonly does: string
  readonly spoil?: (body: Registered, ctx: KoaContextWithOIDC) => Registered
  readonly status?: number
  /** Refuses the request with this error, before anything is registered. */
  readonly error?: { readonly status: number; readonly error: string }
  /** An update or a read replaces the registration access token; only an update does by default. */
  readonly rotates?: 'never' | 'always'
}

const without = (body: Registered, ...names: readonly string[]): Registered =>
  Object.fromEntries(Object.entries(body).filter(([name]) => !names.includes(name)))

const registrationFaults = {
  'drops-member': {
    does: 'The response does not have the grant types.',
    spoil: (body) => without(body, 'grant_types'),
  },
  'changes-method': {
    does: 'Another client authentication method is registered than the requested one.',
    spoil: (body) => ({ ...body, token_endpoint_auth_method: 'client_secret_basic' }),
  },
  'narrows-scope': {
    does: 'The last scope is not registered.',
    spoil: (body) => ({ ...body, scope: String(body['scope']).split(' ').slice(0, -1).join(' ') }),
  },
  'changes-statement': {
    does: 'The software statement in the response is a different one.',
    spoil: (body) => ({ ...body, software_statement: `${String(body['software_statement'])}A` }),
  },
  'no-access-token': {
    does: 'The response has a registration_client_uri and no registration access token.',
    spoil: (body) => without(body, 'registration_access_token'),
  },
  'no-client-id': {
    does: 'The response has no client_id.',
    spoil: (body) => without(body, 'client_id'),
  },
  'status-200': { does: 'A registration is answered with status 200.', status: 200 },
  'wrong-error': {
    does: 'A registration is refused with an error code of the token endpoint.',
    error: { status: 400, error: 'invalid_grant' },
  },
  duplicate: {
    does: 'The software is registered already.',
    error: { status: 400, error: 'invalid_software_statement' },
  },
  unapproved: {
    does: 'The statement is valid and not approved.',
    error: { status: 400, error: 'unapproved_software_statement' },
  },
  'not-offered': {
    does: 'The method is not offered.',
    error: { status: 405, error: 'invalid_request' },
  },
  'never-rotates': { does: 'The registration access token stays the same.', rotates: 'never' },
  'rotates-always': {
    does: 'A read replaces the registration access token, too.',
    rotates: 'always',
  },
} as const satisfies Readonly<Record<string, RegistrationFault>>

export type RegistrationFaultName = keyof typeof registrationFaults

export const registrationFault = (name: RegistrationFaultName | null): RegistrationFault | null =>
  name && registrationFaults[name]
