import type { EndpointResponse } from '@/lib/flow/model/message'
import type { DecodedJwt } from '@/lib/jose/types'
import { jsonObjectOf } from '@/lib/model/json'
import { header } from '@/lib/model/http-text'
import { isSuccess } from '../response-reading'
import { finding } from '../builders'
import { mediaType } from '../reading'
import { defineRule, notObserved, type CheckResult } from '../rule'
import { alsoUnique } from '../unique-members'

/**
 * Claims are sent as a JSON object with unique members or as a JWT, with the matching media type.
 *
 * @see [OpenID Connect Core](https://openid.net/specs/openid-connect-core-1_0.html#rfc.section.5.3.2)
 */
export default defineRule({
  id: 'ui-content-type',
  on: 'userinfo-response',
  about: 'Content-Type',
  refs: ['OIDC-CORE-5.3.2', 'RFC9701-5'],
  check: ({ message, jwt }) => alsoUnique(message, ofType(message, jwt)),
})

function ofType(message: EndpointResponse<'userinfo'>, jwt: DecodedJwt | null): CheckResult {
  if (!isSuccess(message)) return undefined
  const { body, headers, truncated } = message
  const isJwt = jwt !== null && jwt.kind !== 'malformed'
  if (!isJwt && !truncated && !jsonObjectOf(body))
    return [finding('neither', `${body.length} characters`)]
  if (headers.length === 0) return notObserved
  const expected = isJwt ? 'application/jwt' : 'application/json'
  const contentType = header(headers, 'content-type')
  if (contentType === undefined) return [finding('missing', null, expected)]
  if (mediaType(contentType) !== expected) return [finding('differs', contentType, expected)]
  return truncated && !isJwt ? notObserved : []
}
