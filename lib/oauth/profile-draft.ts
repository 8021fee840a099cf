import type { Issue } from './issue'
import type { ProfileDraft } from './profile'
import { isReachable, parseUrl } from './url'
import { readWellKnown } from './well-known-form'

/** Says what is off about a profile before it is saved; empty where it can be. */
export function checkDraft(draft: ProfileDraft): readonly Issue[] {
  return [
    ...checkIssuer(draft.issuer),
    ...(draft.clientId === '' ? [{ code: 'client_id_missing', field: 'clientId' }] : []),
    ...draft.redirectUris.flatMap(checkRedirectUri),
  ]
}

/**
 * An issuer is an https URL without query and fragment; http only on loopback hosts.
 *
 * @see [RFC 8414](https://www.rfc-editor.org/rfc/rfc8414.html#section-2)
 */
export function checkIssuer(issuer: string): readonly Issue[] {
  const field = 'issuer'
  if (issuer === '') return [{ code: 'issuer_missing', field }]
  const url = parseUrl(issuer)
  if (!url) return [{ code: 'issuer_not_url', field, seen: issuer }]
  if (!isReachable(url)) return [{ code: 'url_not_https', field, seen: `${url.protocol}//` }]
  if (url.search || url.hash || issuer.includes('?') || issuer.includes('#'))
    return [{ code: 'issuer_query', field, seen: issuer }]
  return []
}

/** @see [RFC 6749](https://www.rfc-editor.org/rfc/rfc6749.html#section-3.1.2) */
function checkRedirectUri(uri: string): readonly Issue[] {
  const field = 'redirectUris'
  const url = parseUrl(uri)
  if (!url) return [{ code: 'redirect_uri_not_absolute', field, seen: uri }]
  if (uri.includes('#')) return [{ code: 'redirect_uri_fragment', field, seen: uri }]
  if (url.protocol === 'http:' && !isReachable(url))
    return [{ code: 'url_not_https', field, seen: uri }]
  return []
}

/**
 * The draft without white space around its values and without empty redirect_uris; a pasted metadata
 * URL becomes its issuer.
 */
export function trimDraft(draft: ProfileDraft): ProfileDraft {
  const issuer = issuerOf(draft.issuer)
  return {
    ...draft,
    issuer,
    name: draft.name.trim() || (parseUrl(issuer)?.host ?? issuer),
    clientId: draft.clientId.trim(),
    redirectUris: draft.redirectUris.map((uri) => uri.trim()).filter((uri) => uri !== ''),
  }
}

/** The issuer that was typed in, or whose metadata URL was. */
export function issuerOf(typed: string): string {
  const text = typed.trim()
  return readWellKnown(text)?.issuer ?? text
}
