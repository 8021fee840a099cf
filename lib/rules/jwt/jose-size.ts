import { finding } from '../builders'
import { defineRule } from '../rule'

/** Characters. Many servers do not accept longer headers or URLs. */
const usual = 8192

/**
 * A JWT is meant for places with little space, such as headers and URLs.
 *
 * @see [RFC 7519](https://www.rfc-editor.org/rfc/rfc7519.html#section-1)
 */
export default defineRule({
  id: 'jose-size',
  on: 'jwt',
  about: 'form',
  refs: ['JARM-5.1', 'RFC7519-1'],
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
