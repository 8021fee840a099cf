import { jsonText } from '@/lib/model/json'
import { finding } from '../builders'
import { metadataRule } from '../metadata-builders'

const channels = ['backchannel', 'frontchannel']
const flagsOf = (channel: string) => [
  `${channel}_logout_supported`,
  `${channel}_logout_session_supported`,
]

/**
 * A logout token contains `sid` only if the server supports the logout.
 *
 * @see [OpenID Connect Back-Channel Logout](https://openid.net/specs/openid-connect-backchannel-1_0.html#rfc.section.2.1)
 * @see [OpenID Connect Front-Channel Logout](https://openid.net/specs/openid-connect-frontchannel-1_0.html#rfc.section.3)
 */
export default metadataRule({
  id: 'disc-backchannel-logout',
  about: 'metadata',
  refs: ['OIDC-BACKCHANNEL-2.1', 'OIDC-FRONTCHANNEL-3'],
  check(metadata) {
    const flags = channels.flatMap(flagsOf).filter((name) => metadata[name] !== undefined)
    if (flags.length === 0) return undefined
    return [
      ...flags
        .filter((name) => typeof metadata[name] !== 'boolean')
        .map((name) => finding('type', `${name}: ${jsonText(metadata[name])}`, 'boolean')),
      ...channels
        .filter(
          (channel) =>
            metadata[`${channel}_logout_session_supported`] === true &&
            !metadata[`${channel}_logout_supported`],
        )
        .map((channel) =>
          finding('alone', `${channel}_logout_session_supported`, `${channel}_logout_supported`),
        ),
    ]
  },
})
