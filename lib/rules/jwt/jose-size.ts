import { finding } from '../builders'
import { defineRule } from '../rule'

/** Characters: many servers take no more in one header or URL. */
const usual = 8192

/**
 * A JWT is made for places with little room, such as headers and URLs.
 *
 * @see [RFC 7519](https://www.rfc-editor.org/rfc/rfc7519.html#section-1)
 */
export default defineRule({
  id: 'jose-size',
  on: 'jwt',
  about: 'form',
  refs: ['RFC7519-1'],
  check({ jwt: { text, issues } }) {
    if (text === '') return undefined
    const large =
      text.length > usual ? [finding('large', `${text.length} characters`, `≤ ${usual}`)] : []
    const deep = issues
      .filter(({ code }) => code === 'nesting')
      .map(({ part, seen, expected }) =>
        finding('deep', `${part}: ${seen ?? ''} levels`, `≤ ${expected ?? ''}`),
      )
    return [...large, ...deep]
  },
})
