import { finding } from '../builders'
import { given } from '../reading'
import { defineRule } from '../rule'

/** @see [RFC 9126](https://www.rfc-editor.org/rfc/rfc9126.html#section-4) */
export default defineRule({
  id: 'az-client-id-present',
  on: 'authorization-request',
  about: 'client_id',
  refs: ['RFC6749-APPENDIX-A.1', 'RFC6749-4.1.1', 'RFC9101-5', 'RFC9126-4'],
  check({ message: { params } }) {
    if (params.length === 0) return undefined
    const clientId = given(params, 'client_id')
    if (clientId === undefined) return [finding('missing')]
    return /^[\x20-\x7e]*$/.test(clientId) ? [] : [finding('charset', clientId)]
  },
})
