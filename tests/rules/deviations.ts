import type { FindingSeverity } from '@/lib/model/rule-profiles'

/** Where the rules differ from the catalogue on purpose, by rule. */
interface Deviation {
  /** Findings that the catalogue does not have. */
  readonly added?: readonly string[]
  /** Findings that the rule cannot have, because Parley does not see what they need. */
  readonly missing?: readonly string[]
  /** Severities of findings that the catalogue gives differently. */
  readonly severity?: Readonly<Record<string, FindingSeverity | null>>
  /** Findings whose severity depends on the values. */
  readonly varying?: readonly string[]
  /** References in the place of one without a section. */
  readonly refs?: readonly string[]
}

/**
 * Rows of the catalogue without a rule of their own, because rules of the message have their findings. A second
 * rule would report each of them twice.
 */
export const coveredRows: Readonly<Record<string, readonly string[]>> = {
  'cd-granted-vs-requested': ['tr-authorization-details'],
  // `not_asked` is an object that was not requested, `narrower` one that was not granted.
  'cc-type': ['tr-authorization-details'],
  'cc-scope': ['tr-scope', 'rf-scope-not-wider', 'ti-members'],
  'cc-introspection': ['ti-members'],
  'cc-refresh': ['tr-authorization-details', 'rf-scope-not-wider'],
  'cd-echo-equality': ['ti-members', 'at-scope-claim'],
  // Both compare the same two values.
  'az-redirect-uri-exact': ['ar-redirect-target'],
  // It judges the pages of the server and of the app.
  'ar-referrer-policy': ['http-referrer-policy'],
}

/** Rows of the catalogue without a rule, and why. */
export const leftOut: Readonly<Record<string, string>> = {
  'http-resource-metadata': 'Parley does not fetch the metadata of resources.',
  'az-webview-ua': 'Parley runs in a browser, and sees nothing of an embedded WebView.',
  'ro-media-type': 'The server fetches the request object, not the browser.',
  'http-open-redirector':
    'Queries of pages are not stored, and a redirect to a known URL looks like one to any URL.',
  'http-third-party-on-callback':
    'Parley watches navigations, not what a page loads. More would need more access.',
  'http-postmessage-origin': 'It needs a script in the app, and Parley adds no scripts to pages.',
  'http-logout-state': 'Requests to the end_session_endpoint are not captured.',
  'http-initiate-login': 'Requests to the initiate_login_uri of an app are not captured.',
  'fl-login-initiation':
    'The browser does not report whether the user started a navigation, and a link is a correct start.',
  'reg-delete': 'Nothing in a DELETE request shows that it is about a client.',
  'lt-request': 'The server sends it to the app directly. The logout token itself has rules.',
  'ad-unsolicited': 'A release goes to the tab of its flow, not to a session without one.',
  'ad-error-shown': 'What an app shows is not observed, and Parley offers no test of it.',
  'ad-jarm': 'Parley cannot sign a JARM response for the server.',
  'ad-id-token': 'Parley cannot sign an ID token for the server.',
  'ad-duplicate': 'The held page does not repeat a parameter.',
  'ad-url-cleaned': 'The address bar is not observed after the page has loaded.',
  'ad-downgrade': 'An app reads the metadata itself, and Parley does not change it.',
  'cd-least-privilege': 'No specification says which permissions a purpose needs.',
  'cd-scope-consistency':
    'RFC 9396, section 3.1, combines scope and authorization_details; nothing defines a conflict.',
  'cd-cdr-arrangement':
    'The arrangements of a client are in other flows, which a rule does not see.',
  'cc-server-fields':
    'tr-authorization-details lists what the server added. RFC 9396, section 7.1, itself returns whole account numbers.',
  'cc-reauthentication': 'A message does not say when the user last confirmed the consent.',
}

export const deviations: Readonly<Record<string, Deviation>> = {
  // Parley does not follow redirects, and the browser hides where they go.
  'disc-status-200': { missing: ['redirect_scheme'] },
  // The default of an absent member is acceptable unless the profile forbids it.
  'disc-implicit-offered': { varying: ['default'] },
  'disc-grant-types-code': { varying: ['default'] },
  'disc-auth-methods-default': { severity: { default: 'info' } },
  // RFC 7515, section 4.1.1: a name should be registered, and may be any collision-resistant name.
  'disc-alg-names': { severity: { unknown: 'warn' } },
  'disc-acr-values': { varying: ['missing'] },
  // OpenID Connect Discovery, section 3: `none` may be listed for UserInfo.
  'disc-userinfo-algs': { varying: ['none'] },
  // A set with one key needs no `kid` to select it.
  'jwks-kid-present': { varying: ['missing'] },
  // OpenID Connect Core, section 6.1: `client_id` may be outside the request object alone.
  'ro-client-id': { varying: ['missing'] },
  // Parley does not know the registered algorithm.
  'ca-alg': { missing: ['registered'] },
  // Without FAPI, an `iat` in the future only warns.
  'jose-nbf-iat-future': { varying: ['future'] },
  // FAPI 1.0 Advanced, section 8.6.1, forbids RSA1_5 only.
  'jose-jwe-alg': { severity: { symmetric: 'warn', p2c: 'warn' } },
  // A certificate beside an assertion may be there to bind the tokens.
  'ca-mtls-client-id': { missing: ['assertion'] },
  'http-referrer-policy': { added: ['whole'] },
  // The update is compared with nothing: the response before it is not pasted with it.
  'reg-update': { missing: ['dropped'] },
  'prm-members': { added: ['content_type', 'empty'] },
  // Parley does not fetch the metadata of other issuers.
  'prm-authorization-servers': { missing: ['unreachable'] },
  // The interval is in a response that the browser does not see.
  'dv-poll': { missing: ['fast'] },
  // RFC 6797, section 8.3: a domain above may set the policy for its subdomains.
  'http-hsts': { added: ['parent'], severity: { parent: 'info' } },
  // Back in the browser repeats a login. RFC 9700, section 4.7.1: the app uses `state` once, which only a second
  // exchange contradicts.
  'fl-response-once': { added: ['accepted'], severity: { late: 'info', second: 'info' } },
  // Open Finance Brazil: the transmitter creates the consent with the permissions that it supports.
  'cc-permissions': {
    severity: {
      narrower: { OAuth: 'warn', OFM: 'warn', UK: 'warn', BR: 'info', CDR: 'warn', BG: 'warn' },
    },
  },
  // RFC 8252 is about native apps only, and Parley does not know that an app is one.
  'az-redirect-uri-https': { severity: { localhost: 'info' } },
  // RFC 7636 registers `plain` and `S256` only.
  'az-pkce-method': { added: ['unknown'] },
  'par-expires-in-type': { added: ['long'], severity: { long: 'warn' } },
  // The catalogue's own text fails a token in the fragment under FAPI 2.0 and OAuth 2.1.
  // The page before the response need not have the form: a script can fetch the response and post it.
  'ar-form-post-cache': { severity: { missing: 'info' } },
  // A login of the client soon after a challenge may have another reason, and RFC 9470, section 4, says MAY.
  'step-request': { severity: { missing: 'info' } },
  // The document may have been stored before it was pasted.
  // RFC 9068, section 2.2, with RFC 7519.
  'at-required-claims': { added: ['type'] },
  'reg-client-id': { added: ['type'], severity: { expired: 'info' } },
  // RFC 8628, section 3.2, and CIBA, section 7.3, name the status.
  'dv-response': { added: ['status'] },
  'cb-response': { added: ['status'] },
  'ar-token-in-url': { severity: { present: { BCP240: 'warn' } } },
  'ar-code-reuse': { added: ['released'], severity: { released: 'info' } },
  'ar-unexpected-params': { added: ['client'] },
  // RFC 7515, section 4.1.1: a name should be registered or collision-resistant.
  'jose-alg-present': { severity: { unknown: 'warn' } },
  'jose-numeric-date': { added: ['negative'], severity: { negative: 'warn' } },
  'idt-auth-time': {
    added: ['negative', 'fraction', 'zero'],
    severity: { negative: 'warn', fraction: 'info', zero: 'warn' },
  },
  // Only FAPI 1.0 requires the claim; the catalogue says so in its text.
  'idt-s-hash': { severity: { missing: { OIDC: 'info' } } },
  // OpenID Connect does not require the header.
  'idt-encrypted': { severity: { kid: 'info' } },
  'tr-expires-in': { added: ['long'], severity: { long: 'warn' } },
  'tr-scope': { added: ['offline'], severity: { offline: 'info' } },
  'tr-authorization-details': {
    added: ['differs', 'enriched', 'form', 'large', 'narrower', 'status'],
    severity: { enriched: 'info', large: 'info', narrower: 'warn' },
    varying: ['form'],
  },
  // The browser does not reveal its client certificate.
  'at-cnf-x5t': { missing: ['differs'] },
  'at-cnf-jkt': { refs: ['RFC9449-6.1', 'RFC9449-4.3', 'RFC7638-3'] },
  'ui-content-type': { refs: ['OIDC-CORE-5.3.2', 'RFC9701-5'] },
  // A consent resource does not let the user choose a party.
  'cc-parties': { missing: ['chosen'] },
  'cd-ofm-expiry': { refs: ['RFC3339-5.6', 'OFM'] },
  // RFC 8417, section 4.1: only with the other claims of an ID token could a SET pass as one.
  'set-not-id-token': { varying: ['nonce'] },
  // Errata of December 2023 added `exp`; the final specification of 2022 did not have it.
  'lt-required': { added: ['exp'], severity: { exp: 'warn' } },
  'sd-form': { added: ['digest'] },
  // RFC 9901, section 4.1.1: a profile may define names that are not registered.
  'sd-hash-alg': { added: ['unregistered'], severity: { unregistered: 'warn' } },
  'sd-disclosure-form': { added: ['type'] },
  'ti-members': {
    added: ['details_differ', 'negative', 'scope_type', 'scope_wider'],
    severity: {
      details_differ: { OAuth: 'info', CDR: 'info' },
      scope_wider: { OAuth: 'info', CDR: 'info' },
    },
  },
  // idt-acr and idt-auth-time judge what was requested about the login.
  'fl-scope-downgrade': { missing: ['acr'] },
  // A release that the tester has not marked is not checked.
  'ad-state-wrong': { missing: ['unclear'] },
}
