import type { Metadata } from '@/lib/oauth/metadata'
import { metadataFields } from '@/lib/oauth/metadata-fields'
import { finding } from '../builders'
import { metadataRule } from '../metadata-builders'

/** RFC 8414 requires the list, also of a server that has no response types. */
const isRequiredEmpty = (name: string, metadata: Metadata) =>
  name === 'response_types_supported' && metadata['authorization_endpoint'] === undefined

/**
 * A list without elements is omitted. The clauses do not name `null` and empty strings, which clients read in
 * different ways. Those of a member that only its server defines mean what the server says.
 *
 * @see [RFC 8414](https://www.rfc-editor.org/rfc/rfc8414.html#section-3.2)
 */
export default metadataRule({
  id: 'disc-empty-arrays',
  about: 'metadata',
  refs: ['OIDC-DISCOVERY-4.2', 'RFC8414-3.2'],
  check: (metadata) =>
    Object.entries(metadata).flatMap(([name, value]) => {
      if (Array.isArray(value) && value.length === 0)
        return isRequiredEmpty(name, metadata) ? [] : [finding('empty', `${name}: []`)]
      if (!metadataFields.has(name)) return []
      if (value === null) return [{ ...finding('null', `${name}: null`), severity: 'warn' }]
      return value === '' ? [{ ...finding('blank', `${name}: ""`), severity: 'warn' }] : []
    }),
})
