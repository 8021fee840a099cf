/**
 * The header parameters of UK Open Banking. Their names are these URIs.
 *
 * @see [UK Open Banking, Message Signing](https://standards.openbanking.org.uk/)
 */
export const ukParameters = [
  'http://openbanking.org.uk/iat',
  'http://openbanking.org.uk/iss',
  'http://openbanking.org.uk/tan',
] as const

/** The extensions of JWS that Parley understands if they are critical. */
export const understood: ReadonlySet<unknown> = new Set(['b64', ...ukParameters])

/**
 * Whether each critical extension is supported.
 *
 * @see [RFC 7515](https://www.rfc-editor.org/rfc/rfc7515.html#section-4.1.11)
 */
export function isUnderstood(crit: unknown): boolean {
  if (crit === undefined) return true
  return Array.isArray(crit) && crit.length > 0 && crit.every((name) => understood.has(name))
}
