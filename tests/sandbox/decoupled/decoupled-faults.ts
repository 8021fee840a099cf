import type { Claims } from '../keys.ts'

/** What a fault changes. Behaviour without a member is normal. */
interface DecoupledFault {
  readonly does: string
  /** The body of the first response. */
  readonly first?: (body: Claims) => Claims
  /** The response to a poll, in place of the provider's. Undefined asks the provider. */
  readonly poll?: (nth: number) => { readonly status: number; readonly body: Claims } | undefined
  /** The claims of the ID token. */
  readonly idToken?: (claims: Claims) => Claims
}

const refusal = (error: string) => ({ status: 400, body: { error, error_description: 'a fault' } })

const without =
  (name: string) =>
  ({ [name]: _, ...rest }: Claims): Claims =>
    rest

/** The faults of this server by name. */
const decoupledFaults = {
  'slow-down-once': {
    does: 'The first poll is answered with slow_down.',
    poll: (nth) => (nth === 1 ? refusal('slow_down') : undefined),
  },
  'slow-down-always': {
    does: 'Every poll is answered with slow_down.',
    poll: () => refusal('slow_down'),
  },
  'expired-token': {
    does: 'Polls are answered with expired_token before the time is over.',
    poll: () => refusal('expired_token'),
  },
  'transaction-failed': {
    does: 'Polls are answered with transaction_failed.',
    poll: () => refusal('transaction_failed'),
  },
  'invalid-grant': {
    does: 'Polls are answered with invalid_grant.',
    poll: () => refusal('invalid_grant'),
  },
  'busy-once': {
    does: 'The first poll is answered with 503 and no OAuth error.',
    poll: (nth) => (nth === 1 ? { status: 503, body: {} } : undefined),
  },
  'interval-text': {
    does: 'The interval is a text.',
    first: (body) => ({ ...body, interval: '2' }),
  },
  'interval-negative': {
    does: 'The interval is negative.',
    first: (body) => ({ ...body, interval: -5 }),
  },
  'no-expiry': { does: 'The first response has no expires_in.', first: without('expires_in') },
  'no-code': {
    does: 'The first response has neither auth_req_id nor device_code.',
    first: (body) => without('auth_req_id')(without('device_code')(body)),
  },
  'plain-verification-uri': {
    does: 'The verification URI is not an https URL.',
    first: (body) => ({ ...body, verification_uri: 'http://device.example/code' }),
  },
  'short-user-code': {
    does: 'The user code has four digits.',
    first: (body) => ({ ...body, user_code: '1234' }),
  },
  'id-token-at-hash-wrong': {
    does: 'The at_hash of the ID token is of another access token.',
    idToken: (claims) => ({ ...claims, at_hash: 'AAAAAAAAAAAAAAAAAAAAAA' }),
  },
  'id-token-aud-wrong': {
    does: 'The ID token is for another client.',
    idToken: (claims) => ({ ...claims, aud: 'another-client' }),
  },
} satisfies Record<string, DecoupledFault>

export type DecoupledFaultName = keyof typeof decoupledFaults

export const faultNamed = (name: DecoupledFaultName | null): DecoupledFault =>
  name === null ? { does: 'Nothing.' } : decoupledFaults[name]
