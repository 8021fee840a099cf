import { isObject, type JsonObject } from '@/lib/model/json'
import { isReachable, parseUrl } from '@/lib/model/url'
import { finding } from '../builders'
import { metadataOf } from '../reading'
import { defineRule } from '../rule'
import type { Finding } from '@/lib/model/rule-result'

type NamedUrl = readonly [name: string, url: string]

const isUrlMember = (name: string) => /_endpoint$|^(?:jwks_uri|check_session_iframe)$/.test(name)

function urlsOf(object: JsonObject, prefix = ''): readonly NamedUrl[] {
  return Object.entries(object).flatMap(([name, value]) =>
    isUrlMember(name) && typeof value === 'string' ? [[prefix + name, value] as const] : [],
  )
}

function aliasesOf(metadata: JsonObject): readonly NamedUrl[] {
  const aliases = metadata['mtls_endpoint_aliases']
  return isObject(aliases) ? urlsOf(aliases, 'mtls_endpoint_aliases.') : []
}

function judgeUrl([name, value]: NamedUrl): readonly Finding[] {
  const url = parseUrl(value)
  if (!url) return [finding('not_url', `${name}: ${value}`)]
  return isReachable(url) ? [] : [finding('scheme', `${name}: ${value}`)]
}

/**
 * Every endpoint is an absolute https URL. http is accepted on loopback hosts.
 *
 * @see [RFC 6749](https://www.rfc-editor.org/rfc/rfc6749.html#section-3.1)
 */
export default defineRule({
  id: 'disc-endpoints-https',
  on: 'metadata',
  about: 'metadata',
  refs: ['OIDC-DISCOVERY-3', 'RFC8414-2', 'RFC6749-3.1', 'FAPI2-SP-5.2.1'],
  check({ document }) {
    const metadata = metadataOf(document)
    if (!metadata) return undefined
    const urls = [...urlsOf(metadata), ...aliasesOf(metadata)]
    return urls.length === 0 ? undefined : urls.flatMap(judgeUrl)
  },
})
