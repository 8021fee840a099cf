import { isObject, jsonText, jsonTypeOf } from '@/lib/model/json'
import { isReachable, parseUrl } from '@/lib/model/url'
import type { Finding } from '@/lib/model/rule-result'
import { finding } from '../builders'
import { metadataRule } from '../metadata-builders'

/** Endpoints that only the browser calls. */
const browserEndpoints: ReadonlySet<string> = new Set([
  'authorization_endpoint',
  'end_session_endpoint',
])

const isCalledByClient = (name: string) => name.endsWith('_endpoint') && !browserEndpoints.has(name)

function judgeAlias(name: string, value: unknown): readonly Finding[] {
  const seen = `mtls_endpoint_aliases.${name}`
  if (!isCalledByClient(name)) return [{ ...finding('no_meaning', seen), severity: 'info' }]
  const url = typeof value === 'string' ? parseUrl(value) : null
  return url && isReachable(url) ? [] : [finding('scheme', `${seen}: ${jsonText(value)}`)]
}

/**
 * The aliases are an object of https URLs. Members that are not endpoints to which a client makes a direct
 * request have no meaning.
 *
 * @see [RFC 8705](https://www.rfc-editor.org/rfc/rfc8705.html#section-5)
 */
export default metadataRule({
  id: 'disc-mtls-aliases-object',
  about: 'metadata',
  refs: ['RFC8705-5'],
  check({ mtls_endpoint_aliases: aliases }) {
    if (aliases === undefined) return undefined
    if (!isObject(aliases))
      return [finding('type', `mtls_endpoint_aliases: ${jsonTypeOf(aliases)}`, 'object')]
    return Object.entries(aliases).flatMap(([name, value]) => judgeAlias(name, value))
  },
})
