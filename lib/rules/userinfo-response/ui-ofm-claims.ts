import { inUserinfo } from '../response-reading'
import { finding } from '../builders'
import { defineRule } from '../rule'

/** The number of a Malaysian identity card: birth date, place of birth and four digits. */
const identityCard = /^\d{6}-?\d{2}-?\d{4}$/

/** SHA-256 or longer, in hexadecimal or base64. */
const hash = /^(?:[\da-f]{64,128}|[\w+/-]{43,}={0,2})$/i

/**
 * The number of an identity card is always hashed.
 *
 * @see [OpenID Connect Core](https://openid.net/specs/openid-connect-core-1_0.html#rfc.section.5.1.2)
 */
export default defineRule({
  id: 'ui-ofm-claims',
  on: 'userinfo-response',
  about: 'hashed_id_number',
  refs: ['OFM', 'OIDC-CORE-5.1.2'],
  check: (artefact) =>
    inUserinfo(artefact, ({ id_type: type, hashed_id_number: hashed }) => {
      if (type === undefined && hashed === undefined) return undefined
      const isType = type === undefined || (typeof type === 'string' && type !== '')
      return [...(isType ? [] : [finding('id_type')]), ...ofNumber(hashed)]
    }),
})

/** The value is personal data, so findings do not contain it. */
function ofNumber(hashed: unknown) {
  if (hashed === undefined) return []
  if (typeof hashed !== 'string') return [finding('type', typeof hashed, 'string')]
  if (identityCard.test(hashed)) return [finding('plain')]
  return hash.test(hashed) ? [] : [finding('form', `${hashed.length} characters`)]
}
