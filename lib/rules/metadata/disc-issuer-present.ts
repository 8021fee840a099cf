import { finding } from '../builders'
import { metadataOf } from '../reading'
import { defineRule } from '../rule'

/** @see [RFC 8414](https://www.rfc-editor.org/rfc/rfc8414.html#section-2) */
export default defineRule({
  id: 'disc-issuer-present',
  on: 'metadata',
  about: 'issuer',
  refs: ['OIDC-DISCOVERY-3', 'RFC8414-2'],
  check({ document }) {
    const metadata = metadataOf(document)
    if (!metadata) return undefined
    const issuer = metadata['issuer']
    if (issuer === undefined || issuer === '') return [finding('missing')]
    return typeof issuer === 'string' ? [] : [finding('type', JSON.stringify(issuer))]
  },
})
