import { decodeParts } from './decode-parts'
import type { DecodedJwt } from './types'

/**
 * A detached JWS with the payload that the user gave, base64url; null leaves it without one. That the payload is not
 * in the token is not a fault of it.
 *
 * @see [RFC 7515](https://www.rfc-editor.org/rfc/rfc7515.html#appendix-F)
 */
export function withPayload(jws: DecodedJwt, payload: string | null): DecodedJwt {
  if (!jws.isDetached) return jws
  const issues = jws.issues.filter(
    ({ part, code }) => !(part === 'payload' && code === 'part_empty'),
  )
  if (payload === null || payload === '') return { ...jws, issues }
  const { parts, text, json } = jws
  const header = parts[0] ?? ''
  const given = decodeParts({
    text,
    parts: [header, payload, parts[2] ?? ''],
    issues: [],
    isDetached: true,
    isPayloadEncoded: true,
    ...(json && {
      json: { ...json, further: json.further.map((each) => withPayload(each, payload)) },
    }),
  })
  return { ...given, issues }
}
