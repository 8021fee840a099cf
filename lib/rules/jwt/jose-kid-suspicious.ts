import { finding } from '../builders'
import { defineRule } from '../rule'

const patterns: readonly (readonly [code: string, pattern: RegExp])[] = [
  ['path', /\.\.[\\/]|^[\\/]/],
  ['url', /^[a-z][a-z\d+.-]*:\/\//i],
  ['sql', /\b(?:or|and)\b\s+\S+\s*=|\bunion\s+(?:all\s+)?select\b|--\s*$/i],
  ['quote', /['"`;|<>]|\$\(/],
  ['control', /\p{Cc}/u],
]

/**
 * Recipients use the `kid` in file and database queries, so it may be an injection attack.
 *
 * @see [RFC 8725](https://www.rfc-editor.org/rfc/rfc8725.html#section-3.10)
 */
export default defineRule({
  id: 'jose-kid-suspicious',
  on: 'jwt',
  about: 'kid',
  refs: ['RFC8725-3.10'],
  check({ jwt: { header } }) {
    const kid = header?.['kid']
    if (typeof kid !== 'string') return undefined
    return patterns
      .filter(([, pattern]) => pattern.test(kid))
      .map(([code]) => finding(code, JSON.stringify(kid)))
  },
})
