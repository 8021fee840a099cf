import { defineRule } from '../rule'
import { dateProblem, unusualDate } from '../token-reading'

const names = ['exp', 'nbf', 'iat'] as const

/** @see [RFC 7519](https://www.rfc-editor.org/rfc/rfc7519.html#section-2) */
export default defineRule({
  id: 'jose-numeric-date',
  on: 'jwt',
  about: 'payload',
  refs: ['RFC7519-2', 'RFC7519-4.1.4', 'RFC7519-4.1.6', 'RFC7519-4.1.5'],
  check({ jwt: { payload }, context }) {
    const present = names.filter((name) => payload?.[name] !== undefined)
    if (present.length === 0) return undefined
    return present.flatMap((name) => {
      const problem = dateProblem(payload?.[name], context)
      const found = problem ? [problem] : unusualDate(payload?.[name])
      return found.map((each) => ({ ...each, seen: `${name}: ${each.seen ?? ''}` }))
    })
  },
})
