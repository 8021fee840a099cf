import type { Spec } from '@/lib/model/rule-profiles'
import { textsIn } from '@/lib/model/json'
import type { Patcher, Probe, ProbeFacts, ProbeStep } from './model'
import { isFapi, under } from './rules'
import { modules } from './suite'
import { otherAudience, requiresSigned } from './table-assertion'

const step = (id: string, patch: Patcher, specs?: readonly Spec[]): ProbeStep => ({
  id,
  change: { kind: 'request-object', patch },
  expects: 'refusal',
  ...(specs && { under: specs }),
})

const minute = 60

/** @see [RFC 9101](https://www.rfc-editor.org/rfc/rfc9101.html#section-6) */
const common = {
  needs: ['request_object'],
  place: 'push',
  refusal: {
    errors: ['invalid_request_object'],
    suiteErrors: ['invalid_request', 'invalid_request_uri', 'access_denied'],
  },
  cost: 'nothing',
} as const satisfies Partial<Probe>

/** A client may register `none` under plain rules, if the server supports it. */
function unsignedIs({ profile, metadata }: ProbeFacts): 'fail' | 'warn' {
  const algs = textsIn(metadata, 'request_object_signing_alg_values_supported')
  return !isFapi({ profile }) && algs?.includes('none') ? 'warn' : 'fail'
}

/** The specifications with time limits of request objects. */
const limits: readonly Spec[] = ['FAPI1A', 'FAPI2MS']

const isSigned = ({ profile, metadata }: ProbeFacts) =>
  requiresSigned({ profile }) || metadata['require_signed_request_object'] === true

/** The tests of request objects. */
export const objectProbes: readonly Probe[] = [
  {
    ...common,
    id: 'S13',
    modules: modules(['F', 'A'], 'ensure-request-object-signature-algorithm-is-not-none'),
    steps: [{ id: 'S13', change: { kind: 'request-object-unsigned' }, expects: 'refusal' }],
    accepted: unsignedIs,
    refs: { FAPI2: ['RFC9101-6.2', 'FAPI2-SP-5.4.1'], else: ['RFC9101-6.2', 'RFC9101-4'] },
  },
  {
    ...common,
    id: 'S14',
    modules: modules(['F', 'A'], 'ensure-request-object-with-invalid-signature-fails'),
    steps: [{ id: 'S14', change: { kind: 'request-object-signature' }, expects: 'refusal' }],
    refs: { else: ['RFC9101-6.2'] },
  },
  {
    ...common,
    id: 'S15',
    modules: modules(['F', 'A'], 'ensure-request-object-with-bad-aud-fails'),
    steps: [step('S15', () => ({ aud: otherAudience }))],
    accepted: (facts) => (under(...limits, 'OFM')(facts) ? 'fail' : 'warn'),
    refs: {
      FAPI2MS: ['FAPI2-MS-5.3.1'],
      FAPI1A: ['FAPI1-ADV-5.2.2'],
      OFM: ['OFM', 'RFC9101-4'],
      else: ['RFC9101-4'],
    },
  },
  {
    ...common,
    id: 'S16',
    modules: modules(
      ['F', 'A'],
      'ensure-request-object-without-exp-fails',
      'ensure-request-object-with-exp-over-60-fails',
      'ensure-expired-request-object-fails',
      'ensure-request-object-without-nbf-fails',
      'ensure-request-object-with-nbf-over-60-fails',
    ),
    steps: [
      step('S16-no-exp', () => ({ exp: undefined }), [...limits, 'OFM']),
      step('S16-long', ({ now }) => ({ nbf: now, exp: now + 70 * minute }), limits),
      step('S16-expired', ({ now }, current) => ({
        ...(current['nbf'] === undefined ? {} : { nbf: now - 10 * minute }),
        ...(current['iat'] === undefined ? {} : { iat: now - 10 * minute }),
        exp: now - 5 * minute,
      })),
      step('S16-no-nbf', () => ({ nbf: undefined }), limits),
      step('S16-old-nbf', ({ now }) => ({ nbf: now - 70 * minute }), limits),
    ],
    rules: under(...limits, 'OFM'),
    refs: { FAPI2MS: ['FAPI2-MS-5.3.1'], FAPI1A: ['FAPI1-ADV-5.2.2'], OFM: ['OFM'] },
  },
  {
    ...common,
    id: 'S17',
    modules: modules(['F'], 'ensure-unsigned-request-at-par-endpoint-fails'),
    steps: [{ id: 'S17', change: { kind: 'without-request-object' }, expects: 'refusal' }],
    needs: ['par', 'request_object'],
    rules: isSigned,
    refusal: { statuses: [400] },
    refs: {
      FAPI2MS: ['RFC9126-2.3', 'FAPI2-MS-5.3.1'],
      OFM: ['RFC9126-2.3', 'OFM'],
      else: ['RFC9126-2.3', 'RFC9101-10.5'],
    },
  },
]
