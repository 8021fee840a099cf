import type { SdJwtParts } from './types'

/** Maximum disclosures that are read. */
export const maxDisclosures = 1000

/** The issuer-signed JWT of an SD-JWT, and what follows its first `~`; null for a text without one. */
export function divideSdJwt(text: string): readonly [signed: string, rest: string | null] {
  const at = text.indexOf('~')
  return at < 0 ? [text, null] : [text.slice(0, at), text.slice(at + 1)]
}

/**
 * The disclosures and the key binding JWT of an SD-JWT. What follows the last `~` is the key binding JWT.
 *
 * @see [RFC 9901](https://www.rfc-editor.org/rfc/rfc9901.html#section-4)
 */
export function sdJwtParts(signed: string, rest: string): SdJwtParts {
  const end = rest.lastIndexOf('~')
  const keyBinding = rest.slice(end + 1)
  return {
    disclosures: end < 0 ? [] : rest.slice(0, end).split('~', maxDisclosures + 1),
    keyBinding: keyBinding === '' ? null : keyBinding,
    presented: `${signed}~${rest.slice(0, end + 1)}`,
  }
}
