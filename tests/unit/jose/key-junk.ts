/** Texts without a key, by their length in characters, on which a careless reader takes too long. */
export const keyJunk: readonly (readonly [name: string, junk: (length: number) => string])[] = [
  ['beginnings', (length) => repeated('-----BEGIN PRIVATE KEY-----', length)],
  ['ends', (length) => `-----BEGIN A-----${repeated('-----END ', length)}`],
  ['equals signs', (length) => `${'='.repeat(length)}x`],
  ['blanks', (length) => `x${' '.repeat(length)}x`],
  ['backslashes', (length) => `-----BEGIN A-----${'\\'.repeat(length)}`],
  ['brackets', (length) => '['.repeat(length)],
  ['digits', (length) => `ssh-${'a'.repeat(length)}`],
  ['characters of base64', (length) => repeated('MIIEvQIBADANBgkqhkiG9w0BAQ+/', length)],
  ['equals signs in a member', (length) => member(`${'='.repeat(length)}x`)],
]

function repeated(text: string, length: number): string {
  return text.repeat(Math.ceil(length / text.length))
}

function member(d: string): string {
  return JSON.stringify({ kty: 'EC', crv: 'P-256', x: 'AA', y: 'AA', d })
}
