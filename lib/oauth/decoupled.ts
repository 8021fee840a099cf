import { textIn, textsIn } from '@/lib/model/json'
import type { Metadata } from './metadata'
import type { Profile } from './profile'

/** A grant whose user decides on another device, while the client polls the token endpoint. */
export const decoupledGrants = ['ciba', 'device'] as const
export type DecoupledGrant = (typeof decoupledGrants)[number]

/** How the client receives the tokens of a backchannel authentication. */
export const deliveryModes = ['poll', 'ping', 'push'] as const
export type DeliveryMode = (typeof deliveryModes)[number]

interface GrantFacts {
  readonly grantType: string
  /** The member of the first response that the polls send back. */
  readonly member: 'auth_req_id' | 'device_code'
  /** The endpoint of the first request. */
  readonly endpoint: 'backchannel' | 'device'
}

/**
 * @see [CIBA](https://openid.net/specs/openid-client-initiated-backchannel-authentication-core-1_0.html#rfc.section.10.1)
 * @see [RFC 8628](https://www.rfc-editor.org/rfc/rfc8628.html#section-3.4)
 */
export const grantFacts: Readonly<Record<DecoupledGrant, GrantFacts>> = {
  ciba: {
    grantType: 'urn:openid:params:grant-type:ciba',
    member: 'auth_req_id',
    endpoint: 'backchannel',
  },
  device: {
    grantType: 'urn:ietf:params:oauth:grant-type:device_code',
    member: 'device_code',
    endpoint: 'device',
  },
}

/** A delivery mode, and where it is stated. */
export interface Delivery {
  readonly mode: DeliveryMode
  readonly from: 'registration' | 'metadata' | 'default'
}

const isMode = (value: string): value is DeliveryMode =>
  deliveryModes.some((mode) => mode === value)

/**
 * The delivery mode: as registered, otherwise the first one of the metadata that polls. Without either it is `poll`.
 *
 * @see [CIBA](https://openid.net/specs/openid-client-initiated-backchannel-authentication-core-1_0.html#rfc.section.4)
 */
export function deliveryOf(
  { registration }: Pick<Profile, 'registration'>,
  metadata: Metadata | null,
): Delivery {
  const registered = textIn(registration?.members ?? null, 'backchannel_token_delivery_mode') ?? ''
  if (isMode(registered)) return { mode: registered, from: 'registration' }
  const supported = textsIn(metadata, 'backchannel_token_delivery_modes_supported') ?? []
  const mode = deliveryModes.find((each) => supported.includes(each))
  return mode ? { mode, from: 'metadata' } : { mode: 'poll', from: 'default' }
}
