import { isObject, textIn, type JsonObject } from '@/lib/model/json'
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

const hostLabel = /^[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?$/

/** Whether a host has the form of a host name or an IP address. */
function isHost(hostname: string): boolean {
  const isAddress = hostname.startsWith('[')
  return (
    isAddress ||
    hostname
      .replace(/\.$/, '')
      .split('.')
      .every((each) => hostLabel.test(each))
  )
}

/**
 * Whether a host is the issuer's host with one more label behind it: a path without the slash before it, as in
 * `https://as.example.oidc/token`. A label of two letters may be a country.
 */
function isRunTogether(hostname: string, issuerHost: string): boolean {
  if (!issuerHost.includes('.') || !hostname.startsWith(`${issuerHost}.`)) return false
  return /^[a-z][a-z-]{2,}$/.test(hostname.slice(issuerHost.length + 1))
}

function judgeUrl([name, value]: NamedUrl, issuerHost: string): readonly Finding[] {
  const url = parseUrl(value)
  if (!url) return [finding('not_url', `${name}: ${value}`)]
  if (!isReachable(url)) return [finding('scheme', `${name}: ${value}`)]
  const { hostname } = url
  const isValid = isHost(hostname) && !isRunTogether(hostname, issuerHost)
  return isValid ? [] : [finding('host', `${name}: ${hostname}`)]
}

/**
 * Every endpoint is an absolute https URL with a valid host. http is accepted on loopback hosts.
 *
 * @see [RFC 6749](https://www.rfc-editor.org/rfc/rfc6749.html#section-3.1)
 */
export default defineRule({
  id: 'disc-endpoints-https',
  on: 'metadata',
  about: 'metadata',
  refs: ['OIDC-DISCOVERY-3', 'RFC8414-2', 'RFC6749-3.1', 'RFC6749-3.2', 'FAPI2-SP-5.2.1'],
  check({ document }) {
    const metadata = metadataOf(document)
    if (!metadata) return undefined
    const urls = [...urlsOf(metadata), ...aliasesOf(metadata)]
    const issuerHost = parseUrl(textIn(metadata, 'issuer') ?? '')?.hostname ?? ''
    return urls.length === 0 ? undefined : urls.flatMap((url) => judgeUrl(url, issuerHost))
  },
})
