/** Characters that `String.fromCodePoint` takes at once. */
const chunk = 8192

/** Octets as base64url. */
export function base64urlOf(octets: Uint8Array): string {
  let text = ''
  for (let at = 0; at < octets.length; at += chunk)
    text += String.fromCodePoint(...octets.subarray(at, at + chunk))
  return btoa(text)
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/={1,2}$/, '')
}
