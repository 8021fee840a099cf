import { finding } from '../builders'
import { given } from '../reading'
import { defineRule, notObserved } from '../rule'

const jwtBearer = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'

/** @see [RFC 7523](https://www.rfc-editor.org/rfc/rfc7523.html#section-2.2) */
export default defineRule({
  id: 'ca-type-param',
  on: 'client-assertion',
  about: 'client_assertion_type',
  refs: ['RFC7523-2.2'],
  check({ requestContext }) {
    if (!requestContext) return notObserved
    if (given(requestContext.params, 'client_assertion') === undefined) return undefined
    const type = given(requestContext.params, 'client_assertion_type')
    if (type === undefined) return [finding('missing', null, jwtBearer)]
    return type === jwtBearer ? [] : [finding('differs', type, jwtBearer)]
  },
})
