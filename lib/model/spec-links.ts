/** The URL prefix of each specification's sections; empty if the specification is not published on the web. */
export const specLinks = {
  'RFC3339-': 'https://www.rfc-editor.org/rfc/rfc3339.html#section-',
  'RFC3986-': 'https://www.rfc-editor.org/rfc/rfc3986.html#section-',
  'RFC6749-': 'https://www.rfc-editor.org/rfc/rfc6749.html#section-',
  'RFC6749-APPENDIX-': 'https://www.rfc-editor.org/rfc/rfc6749.html#appendix-',
  'RFC6750-': 'https://www.rfc-editor.org/rfc/rfc6750.html#section-',
  'RFC6797-': 'https://www.rfc-editor.org/rfc/rfc6797.html#section-',
  'RFC7009-': 'https://www.rfc-editor.org/rfc/rfc7009.html#section-',
  'RFC7515-': 'https://www.rfc-editor.org/rfc/rfc7515.html#section-',
  'RFC7516-': 'https://www.rfc-editor.org/rfc/rfc7516.html#section-',
  'RFC7517-': 'https://www.rfc-editor.org/rfc/rfc7517.html#section-',
  'RFC7518-': 'https://www.rfc-editor.org/rfc/rfc7518.html#section-',
  'RFC7519-': 'https://www.rfc-editor.org/rfc/rfc7519.html#section-',
  'RFC7521-': 'https://www.rfc-editor.org/rfc/rfc7521.html#section-',
  'RFC7523-': 'https://www.rfc-editor.org/rfc/rfc7523.html#section-',
  'RFC7591-': 'https://www.rfc-editor.org/rfc/rfc7591.html#section-',
  'RFC7592-': 'https://www.rfc-editor.org/rfc/rfc7592.html#section-',
  'RFC7636-': 'https://www.rfc-editor.org/rfc/rfc7636.html#section-',
  'RFC7638-': 'https://www.rfc-editor.org/rfc/rfc7638.html#section-',
  'RFC7662-': 'https://www.rfc-editor.org/rfc/rfc7662.html#section-',
  'RFC7797-': 'https://www.rfc-editor.org/rfc/rfc7797.html#section-',
  'RFC8017-': 'https://www.rfc-editor.org/rfc/rfc8017.html#section-',
  'RFC8037-': 'https://www.rfc-editor.org/rfc/rfc8037.html#section-',
  'RFC7800-': 'https://www.rfc-editor.org/rfc/rfc7800.html#section-',
  'RFC8176-': 'https://www.rfc-editor.org/rfc/rfc8176.html#section-',
  'RFC8252-': 'https://www.rfc-editor.org/rfc/rfc8252.html#section-',
  'RFC8259-': 'https://www.rfc-editor.org/rfc/rfc8259.html#section-',
  'RFC8414-': 'https://www.rfc-editor.org/rfc/rfc8414.html#section-',
  'RFC8417-': 'https://www.rfc-editor.org/rfc/rfc8417.html#section-',
  'RFC8555-': 'https://www.rfc-editor.org/rfc/rfc8555.html#section-',
  'RFC8628-': 'https://www.rfc-editor.org/rfc/rfc8628.html#section-',
  'RFC8693-': 'https://www.rfc-editor.org/rfc/rfc8693.html#section-',
  'RFC8705-': 'https://www.rfc-editor.org/rfc/rfc8705.html#section-',
  'RFC8707-': 'https://www.rfc-editor.org/rfc/rfc8707.html#section-',
  'RFC8725-': 'https://www.rfc-editor.org/rfc/rfc8725.html#section-',
  'RFC9068-': 'https://www.rfc-editor.org/rfc/rfc9068.html#section-',
  'RFC9101-': 'https://www.rfc-editor.org/rfc/rfc9101.html#section-',
  'RFC9110-': 'https://www.rfc-editor.org/rfc/rfc9110.html#section-',
  'RFC9126-': 'https://www.rfc-editor.org/rfc/rfc9126.html#section-',
  'RFC9207-': 'https://www.rfc-editor.org/rfc/rfc9207.html#section-',
  'RFC9396-': 'https://www.rfc-editor.org/rfc/rfc9396.html#section-',
  'RFC9440-': 'https://www.rfc-editor.org/rfc/rfc9440.html#section-',
  'RFC9449-': 'https://www.rfc-editor.org/rfc/rfc9449.html#section-',
  'RFC9470-': 'https://www.rfc-editor.org/rfc/rfc9470.html#section-',
  'RFC9493-': 'https://www.rfc-editor.org/rfc/rfc9493.html#section-',
  'RFC9700-': 'https://www.rfc-editor.org/rfc/rfc9700.html#section-',
  'RFC9701-': 'https://www.rfc-editor.org/rfc/rfc9701.html#section-',
  'RFC9728-': 'https://www.rfc-editor.org/rfc/rfc9728.html#section-',
  'RFC9901-': 'https://www.rfc-editor.org/rfc/rfc9901.html#section-',
  'OIDC-CORE-': 'https://openid.net/specs/openid-connect-core-1_0.html#rfc.section.',
  'OIDC-FEDERATION-': 'https://openid.net/specs/openid-federation-1_0.html#section-',
  'OIDC-DISCOVERY-': 'https://openid.net/specs/openid-connect-discovery-1_0.html#rfc.section.',
  'OIDC-SESSION-': 'https://openid.net/specs/openid-connect-session-1_0.html#rfc.section.',
  'OIDC-RPINITIATED-': 'https://openid.net/specs/openid-connect-rpinitiated-1_0.html#rfc.section.',
  'OIDC-FRONTCHANNEL-':
    'https://openid.net/specs/openid-connect-frontchannel-1_0.html#rfc.section.',
  'OIDC-BACKCHANNEL-': 'https://openid.net/specs/openid-connect-backchannel-1_0.html#rfc.section.',
  'OIDC-PROMPT-CREATE-': 'https://openid.net/specs/openid-connect-prompt-create-1_0.html#',
  'CIBA-':
    'https://openid.net/specs/openid-client-initiated-backchannel-authentication-core-1_0.html#rfc.section.',
  'JARM-': 'https://openid.net/specs/oauth-v2-jarm-final.html#section-',
  'OAUTH-RESPONSE-TYPES-':
    'https://openid.net/specs/oauth-v2-multiple-response-types-1_0.html#rfc.section.',
  'OAUTH-FORM-POST-':
    'https://openid.net/specs/oauth-v2-form-post-response-mode-1_0.html#rfc.section.',
  'FAPI1-ADV-': 'https://openid.net/specs/openid-financial-api-part-2-1_0.html#section-',
  'FAPI1-BASE-': 'https://openid.net/specs/openid-financial-api-part-1-1_0.html#section-',
  'FAPI2-MS-': 'https://openid.net/specs/fapi-message-signing-2_0-final.html#section-',
  'FAPI2-SP-': 'https://openid.net/specs/fapi-security-profile-2_0-final.html#section-',
  'OAUTH21-': 'https://datatracker.ietf.org/doc/html/draft-ietf-oauth-v2-1#section-',
  'FAPI-CIBA-': 'https://openid.net/specs/openid-financial-api-ciba-ID1.html#section-',
  'OIDC-REGISTRATION-':
    'https://openid.net/specs/openid-connect-registration-1_0.html#rfc.section.',
  'OIDC-UNMET-':
    'https://openid.net/specs/openid-connect-unmet-authentication-requirements-1_0.html#rfc.section.',
  'OPENID4VCI-':
    'https://openid.net/specs/openid-4-verifiable-credential-issuance-1_0.html#section-',
  'OPENID4VP-': 'https://openid.net/specs/openid-4-verifiable-presentations-1_0.html#section-',
  BCP47: 'https://www.rfc-editor.org/info/bcp47',
  CDS: 'https://consumerdatastandardsaustralia.github.io/standards/#security-profile',
  OBIE: 'https://standards.openbanking.org.uk/',
  OFB: 'https://openfinancebrasil.atlassian.net/wiki/spaces/OF',
  SALTEDGE: 'https://docs.saltedge.com/',
  'BERLIN-GROUP': 'https://www.berlin-group.org/psd2-access-to-bank-accounts',
  OFM: '',
  UAE: '',
  'OIDF-SUITE': 'https://gitlab.com/openid/conformance-suite',
  'EU-2018-389': 'https://eur-lex.europa.eu/eli/reg_del/2022/2360/oj',
  WYCHEPROOF: 'https://github.com/C2SP/wycheproof',
} as const

/** A clause: the specification's prefix and its section, such as `RFC9207-2.4`. */
export type SpecRef = `${keyof typeof specLinks}${string}`

/** Longer prefixes first: `RFC6749-APPENDIX-` before `RFC6749-`. */
const prefixes = (Object.keys(specLinks) as (keyof typeof specLinks)[]).toSorted(
  (a, b) => b.length - a.length,
)

/** A clause, read: its specification, its section, and the URL of its text; null if it has none. */
export interface Clause {
  readonly prefix: keyof typeof specLinks
  readonly section: string
  readonly url: string | null
}

/** Reads a reference; null if its specification is not known. */
export function readRef(ref: string): Clause | null {
  const prefix = prefixes.find((candidate) => ref.startsWith(candidate))
  if (!prefix) return null
  const section = ref.slice(prefix.length)
  const start = specLinks[prefix]
  return { prefix, section, url: start === '' ? null : start + section }
}
