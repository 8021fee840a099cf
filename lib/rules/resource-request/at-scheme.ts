import { authorizationOf } from '@/lib/model/http-text'
import { finding } from '../builders'
import { headerOf, tokenWays } from '../resource-reading'
import { defineRule, notObserved } from '../rule'

const known: ReadonlySet<string> = new Set(['bearer', 'dpop'])

/**
 * The scheme is that of `token_type`. A token for DPoP may be sent as a Bearer token to a resource that knows
 * only Bearer.
 *
 * @see [RFC 9449](https://www.rfc-editor.org/rfc/rfc9449.html#section-7.2)
 */
export default defineRule({
  id: 'at-scheme',
  on: 'resource-request',
  about: 'Authorization',
  refs: ['RFC9449-7.1', 'RFC9449-7.2', 'RFC6750-2.1'],
  check({ message, resourceContext: { tokenType, knowsOnlyBearer } }) {
    if (!tokenWays(message).includes('Authorization')) return undefined
    if (tokenType === null) return notObserved
    const type = tokenType.toLowerCase()
    const { scheme } = authorizationOf(headerOf(message, 'authorization') ?? '')
    if (!known.has(type)) return undefined
    if (scheme.toLowerCase() === type) return []
    if (type === 'bearer') return [finding('scheme', scheme, tokenType)]
    return knowsOnlyBearer ? [] : [finding('downgraded', scheme, tokenType)]
  },
})
