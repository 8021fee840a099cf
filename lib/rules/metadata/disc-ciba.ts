import { symmetricAlgorithms } from '@/lib/jose/algorithms'
import { textsIn } from '@/lib/model/json'
import { binds } from '../bodies'
import { finding } from '../builders'
import { metadataRule } from '../metadata-builders'

const grant = 'urn:openid:params:grant-type:ciba'
const requiredMembers = [
  'backchannel_authentication_endpoint',
  'backchannel_token_delivery_modes_supported',
]
const algList = 'backchannel_authentication_request_signing_alg_values_supported'

/**
 * A server with the CIBA grant publishes its endpoint and delivery modes. FAPI-CIBA forbids `push`.
 *
 * @see [CIBA](https://openid.net/specs/openid-client-initiated-backchannel-authentication-core-1_0.html#rfc.section.4)
 * @see [FAPI-CIBA](https://openid.net/specs/openid-financial-api-ciba-ID1.html#section-5.2.2)
 */
export default metadataRule({
  id: 'disc-ciba',
  about: 'metadata',
  refs: ['CIBA-4', 'FAPI-CIBA-5.2.2'],
  check(metadata, { context }) {
    if (!textsIn(metadata, 'grant_types_supported')?.includes(grant)) return undefined
    const modes = textsIn(metadata, 'backchannel_token_delivery_modes_supported') ?? []
    const known = binds(context.ruleProfile, 'FAPI1A') ? ['poll', 'ping'] : ['poll', 'ping', 'push']
    const algs = textsIn(metadata, algList) ?? []
    return [
      ...requiredMembers
        .filter((name) => metadata[name] === undefined)
        .map((name) => finding('missing', null, name)),
      ...modes
        .filter((mode) => !known.includes(mode))
        .map((mode) =>
          finding('mode', `backchannel_token_delivery_modes_supported: ${mode}`, known.join(', ')),
        ),
      ...algs
        .filter((alg) => alg === 'none' || symmetricAlgorithms.has(alg))
        .map((alg) => finding('symmetric', `${algList}: ${alg}`)),
    ]
  },
})
