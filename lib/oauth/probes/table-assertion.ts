import type { Patcher, Probe, ProbeStep } from './model'
import { isFapi, isFapi2, under } from './rules'
import { modules } from './suite'

/** An audience that belongs to nobody. @see [RFC 2606](https://www.rfc-editor.org/rfc/rfc2606.html#section-2) */
export const otherAudience = 'https://other.invalid'

const step = (id: string, patch: Patcher): ProbeStep => ({
  id,
  change: { kind: 'assertion', patch },
  expects: 'refusal',
})

/** A time claim that the assertion has; one that it does not have stays left out. */
const moved = (name: string, current: Readonly<Record<string, unknown>>, value: number) =>
  current[name] === undefined ? {} : { [name]: value }

const startsIn =
  (seconds: number): Patcher =>
  ({ now }, current) => ({
    ...moved('iat', current, now + seconds),
    nbf: now + seconds,
    // The lifetime stays, so that only the start is different.
    exp: now + seconds + lifetimeOf(current),
  })

function lifetimeOf({ iat, exp }: Readonly<Record<string, unknown>>): number {
  return typeof iat === 'number' && typeof exp === 'number' ? exp - iat : 60
}

const minute = 60

/** @see [RFC 6749](https://www.rfc-editor.org/rfc/rfc6749.html#section-5.2) */
const common = {
  needs: ['par', 'assertion'],
  place: 'push',
  refusal: {
    statuses: [400, 401],
    errors: ['invalid_client'],
    suiteErrors: ['invalid_request'],
  },
  cost: 'nothing',
} as const satisfies Partial<Probe>

/** The tests of client assertions. @see [RFC 7523](https://www.rfc-editor.org/rfc/rfc7523.html#section-3) */
export const assertionProbes: readonly Probe[] = [
  {
    ...common,
    id: 'S05',
    modules: [
      ...modules(['F'], 'par-test-array-as-audience-fails'),
      ...modules(['A'], 'test-array-as-audience-for-client-JWT-assertion'),
    ],
    steps: [step('S05', (_, { aud }) => ({ aud: Array.isArray(aud) ? aud : [aud] }))],
    rules: isFapi2,
    refs: { FAPI2: ['FAPI2-SP-5.3.2.1'] },
  },
  {
    ...common,
    id: 'S06',
    modules: modules(
      ['F'],
      'par-test-token-endpoint-url-as-audience-fails',
      'par-test-par-endpoint-url-as-audience-fails',
    ),
    steps: [
      step('S06-token-endpoint', ({ tokenEndpoint }) => ({ aud: tokenEndpoint })),
      step('S06-par-endpoint', ({ parEndpoint }) => ({ aud: parEndpoint })),
    ],
    rules: isFapi2,
    refs: { FAPI2: ['FAPI2-SP-5.3.2.1'] },
  },
  {
    ...common,
    id: 'S07',
    modules: [
      ...modules(['F'], 'ensure-client-assertion-with-wrong-aud-fails'),
      ...modules(['A'], 'par-ensure-client-assertion-with-wrong-aud-fails'),
    ],
    steps: [step('S07', () => ({ aud: otherAudience }))],
    refs: { else: ['RFC7523-3'] },
  },
  {
    ...common,
    id: 'S08',
    modules: modules(['F', 'A'], 'ensure-client-assertion-with-exp-is-5-minutes-in-past-fails'),
    steps: [
      step('S08', ({ now }, current) => ({
        ...moved('iat', current, now - 10 * minute),
        ...moved('nbf', current, now - 10 * minute),
        exp: now - 5 * minute,
      })),
    ],
    refs: { else: ['RFC7523-3'] },
  },
  {
    ...common,
    id: 'S09',
    modules: modules(
      ['F'],
      'par-ensure-jwt-client-assertions-nbf-over-60-seconds-in-the-future-fails',
      'par-ensure-jwt-client-assertions-nbf-8-seconds-in-the-future-is-accepted',
    ),
    steps: [
      step('S09-65-seconds', startsIn(65)),
      { ...step('S09-8-seconds', startsIn(8)), expects: 'success' },
    ],
    rules: isFapi2,
    cost: 'request',
    refs: { FAPI2: ['FAPI2-SP-5.3.2.1'] },
  },
  {
    ...common,
    id: 'S10',
    modules: modules(['F', 'A'], 'ensure-client-assertion-with-no-sub-fails'),
    steps: [
      step('S10-no-sub', () => ({ sub: undefined })),
      step('S10-other-sub', ({ fresh }) => ({ sub: `made-up-client-${fresh}` })),
    ],
    refs: { else: ['RFC7523-3'] },
  },
  {
    ...common,
    id: 'S11',
    modules: modules(['F', 'A'], 'ensure-signed-client-assertion-with-RS256-fails'),
    steps: [{ id: 'S11', change: { kind: 'assertion-alg', alg: 'RS256' }, expects: 'refusal' }],
    needs: ['par', 'assertion', 'rsa_key'],
    rules: isFapi,
    refs: { FAPI2: ['FAPI2-SP-5.4.1'], FAPI1A: ['FAPI1-ADV-8.6'] },
  },
  {
    ...common,
    id: 'S12',
    modules: [],
    steps: [{ id: 'S12', change: { kind: 'assertion-again' }, expects: 'refusal' }],
    refusal: {},
    accepted: () => 'warn',
    cost: 'request',
    refs: { else: ['OIDC-CORE-9', 'RFC7523-3'] },
    freshBaseline: true,
  },
]

/** Signed requests are required. */
export const requiresSigned = under('FAPI2MS', 'OFM')
