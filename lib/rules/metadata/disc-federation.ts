import { finding } from '../builders'
import { listRule } from '../metadata-builders'

/**
 * Explicit registration needs an endpoint.
 *
 * @see [OpenID Federation](https://openid.net/specs/openid-federation-1_0.html#section-5.1.3)
 */
export default listRule({
  id: 'disc-federation',
  about: 'client_registration_types_supported',
  refs: ['OIDC-FEDERATION-5.1.3'],
  check: (types, metadata) => [
    ...types
      .filter((type) => type !== 'automatic' && type !== 'explicit')
      .map((type) => finding('unknown', type)),
    ...(types.includes('explicit') && metadata['federation_registration_endpoint'] === undefined
      ? [finding('missing', null, 'federation_registration_endpoint')]
      : []),
  ],
})
