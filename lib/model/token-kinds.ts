/** The members of a token response that are tokens. */
export const tokenKinds = ['access_token', 'refresh_token', 'id_token'] as const

/**
 * Whether a `token_type` is DPoP. Token types are not case-sensitive.
 *
 * @see [RFC 9449](https://www.rfc-editor.org/rfc/rfc9449.html#section-5)
 */
export function isDpopType(tokenType: string | null): boolean {
  return tokenType?.toLowerCase() === 'dpop'
}
