/** Where the sections of each specification are found. */
export const specLinks = {
  'RFC6749-': 'https://www.rfc-editor.org/rfc/rfc6749.html#section-',
  'RFC7515-': 'https://www.rfc-editor.org/rfc/rfc7515.html#section-',
  'RFC7516-': 'https://www.rfc-editor.org/rfc/rfc7516.html#section-',
  'RFC7517-': 'https://www.rfc-editor.org/rfc/rfc7517.html#section-',
  'RFC7518-': 'https://www.rfc-editor.org/rfc/rfc7518.html#section-',
  'RFC7519-': 'https://www.rfc-editor.org/rfc/rfc7519.html#section-',
  'RFC7797-': 'https://www.rfc-editor.org/rfc/rfc7797.html#section-',
  'RFC8252-': 'https://www.rfc-editor.org/rfc/rfc8252.html#section-',
  'RFC8259-': 'https://www.rfc-editor.org/rfc/rfc8259.html#section-',
  'RFC8414-': 'https://www.rfc-editor.org/rfc/rfc8414.html#section-',
  'RFC8707-': 'https://www.rfc-editor.org/rfc/rfc8707.html#section-',
  'RFC8725-': 'https://www.rfc-editor.org/rfc/rfc8725.html#section-',
  'RFC9101-': 'https://www.rfc-editor.org/rfc/rfc9101.html#section-',
  'RFC9126-': 'https://www.rfc-editor.org/rfc/rfc9126.html#section-',
  'RFC9207-': 'https://www.rfc-editor.org/rfc/rfc9207.html#section-',
  'RFC9396-': 'https://www.rfc-editor.org/rfc/rfc9396.html#section-',
  'RFC9470-': 'https://www.rfc-editor.org/rfc/rfc9470.html#section-',
  'RFC9700-': 'https://www.rfc-editor.org/rfc/rfc9700.html#section-',
  'OIDC-CORE-': 'https://openid.net/specs/openid-connect-core-1_0.html#rfc.section.',
  'OIDC-DISCOVERY-': 'https://openid.net/specs/openid-connect-discovery-1_0.html#rfc.section.',
  'OAUTH-RESPONSE-TYPES-':
    'https://openid.net/specs/oauth-v2-multiple-response-types-1_0.html#rfc.section.',
  'FAPI2-SP-': 'https://openid.net/specs/fapi-security-profile-2_0-final.html#section-',
} as const

/** A clause: the specification's prefix and its section, such as `RFC9207-2.4`. */
export type SpecRef = `${keyof typeof specLinks}${string}`
