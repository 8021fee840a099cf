/** Specifications with a name instead of a number. */
const names: Readonly<Record<string, string>> = {
  'OIDC-CORE-': 'OIDC Core',
  'OIDC-DISCOVERY-': 'OIDC Discovery',
  'OIDC-SESSION-': 'OIDC Session Management',
  'OIDC-RPINITIATED-': 'OIDC RP-Initiated Logout',
  'OIDC-FRONTCHANNEL-': 'OIDC Front-Channel Logout',
  'OIDC-BACKCHANNEL-': 'OIDC Back-Channel Logout',
  'OIDC-PROMPT-CREATE-': 'OIDC User Registration',
  'OIDC-REGISTRATION-': 'OIDC Registration',
  'OIDC-UNMET-': 'OIDC Unmet Authentication Requirements',
  'OIDC-FEDERATION-': 'OpenID Federation',
  'OAUTH-RESPONSE-TYPES-': 'OAuth Response Types',
  'OAUTH21-': 'OAuth 2.1',
  'OPENID4VCI-': 'OpenID4VCI',
  'OPENID4VP-': 'OpenID4VP',
  'RFC6749-APPENDIX-': 'RFC 6749',
  'FAPI1-BASE-': 'FAPI 1.0 Baseline',
  'FAPI1-ADV-': 'FAPI 1.0 Advanced',
  'FAPI2-MS-': 'FAPI 2.0 Message Signing',
  'FAPI2-SP-': 'FAPI 2.0 Security Profile',
  CDS: 'Consumer Data Standards',
  OBIE: 'UK Open Banking',
  OFB: 'Open Finance Brazil',
  OFM: 'Open Finance Malaysia',
  SALTEDGE: 'Salt Edge',
  'BERLIN-GROUP': 'Berlin Group',
  'OIDF-SUITE': 'OpenID conformance suite',
  WYCHEPROOF: 'Wycheproof',
}

/** Organisations whose documents have no public section anchors. */
const organisations: ReadonlyMap<string, string> = new Map([
  ['BR', 'Open Finance Brazil'],
  ['UK', 'UK Open Banking'],
  ['CDR', 'Consumer Data Right'],
])

/** The organisation with this key; undefined if it is not known. */
export function organisationOf(key: string): string | undefined {
  return organisations.get(key)
}

/** The name of a specification, by the prefix of its clauses: "RFC 9207". */
export function specNameOf(prefix: string): string {
  if (names[prefix] !== undefined) return names[prefix]
  return prefix
    .replace(/-$/, '')
    .replace(/^([A-Z]+)(\d)/, '$1 $2')
    .replaceAll('-', ' ')
}
