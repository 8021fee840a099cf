import { textIn } from '@/lib/model/json'
import { memoByText } from '@/lib/model/memo'
import { isReachable, parseUrl } from '@/lib/model/url'
import { urlMembers } from '@/lib/oauth/endpoint-members'
import { finding } from '../builders'
import { metadataOf } from '../reading'
import { defineRule } from '../rule'
import type { Finding } from '@/lib/model/rule-result'

const isUrlMember = (name: string) => /_endpoint$|^(?:jwks_uri|check_session_iframe)$/.test(name)

const hostLabel = /^[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?$/

/** Whether a host has the form of a host name or an IP address. */
const isHost = memoByText((hostname: string): boolean => {
  const isAddress = hostname.startsWith('[')
  return (
    isAddress ||
    hostname
      .replace(/\.$/, '')
      .split('.')
      .every((each) => hostLabel.test(each))
  )
})

/**
 * Whether a host is the issuer's host with one more label behind it: a path without the slash before it, as in
 * `https://as.example.oidc/token`. A label of two letters may be a country.
 */
function isRunTogether(hostname: string, issuerHost: string): boolean {
  if (!issuerHost.includes('.') || !hostname.startsWith(`${issuerHost}.`)) return false
  return /^[a-z][a-z-]{2,}$/.test(hostname.slice(issuerHost.length + 1))
}

function judgeUrl(name: string, value: string, issuerHost: string): readonly Finding[] {
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
    const urls = urlMembers(metadata).filter(({ name }) => isUrlMember(name))
    const issuerHost = parseUrl(textIn(metadata, 'issuer') ?? '')?.hostname ?? ''
    return urls.length === 0
      ? undefined
      : urls.flatMap(({ path, url }) => judgeUrl(path, url, issuerHost))
  },
})
