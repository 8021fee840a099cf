import { jsonText, textsIn } from '@/lib/model/json'
import { finding } from '../builders'
import { metadataRule } from '../metadata-builders'

const requiredMembers = [
  'cdr_arrangement_revocation_endpoint',
  'introspection_endpoint',
  'revocation_endpoint',
  'registration_endpoint',
  'pushed_authorization_request_endpoint',
  'acr_values_supported',
  'code_challenge_methods_supported',
  'authorization_signing_alg_values_supported',
]

const methodList = 'token_endpoint_auth_methods_supported'
const boundFlag = 'tls_client_certificate_bound_access_tokens'

/** @see [Consumer Data Standards](https://consumerdatastandardsaustralia.github.io/standards/#security-profile) */
export default metadataRule({
  id: 'disc-cdr-required',
  about: 'metadata',
  refs: ['CDS'],
  check(metadata) {
    const methods = textsIn(metadata, methodList) ?? []
    const isOnlyKey = methods.length === 1 && methods[0] === 'private_key_jwt'
    return [
      ...requiredMembers
        .filter((name) => metadata[name] === undefined)
        .map((name) => finding('missing', null, name)),
      ...(metadata[boundFlag] === true ? [] : [finding('missing', null, `${boundFlag}: true`)]),
      ...(isOnlyKey
        ? []
        : [
            finding(
              'auth_method',
              `${methodList}: ${jsonText(metadata[methodList] ?? null)}`,
              `${methodList}: private_key_jwt`,
            ),
          ]),
    ]
  },
})
