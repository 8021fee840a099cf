import { issuersIn } from '@/lib/facts/flow-parties'
import { isUnsolicited } from '@/lib/flow/read/code-state'
import { textIn } from '@/lib/model/json'
import { finding } from '../builders'
import { defineRule } from '../rule'
import { show } from '../token-reading'

/**
 * All messages of a flow name the same issuer. This also holds if the issuer of the request is not known.
 *
 * @see [RFC 9207](https://www.rfc-editor.org/rfc/rfc9207.html#section-2.4)
 */
export default defineRule({
  id: 'fl-issuer-one',
  on: 'flow',
  about: 'iss',
  refs: ['RFC9207-2.4', 'OIDC-CORE-3.1.3.7', 'OIDC-DISCOVERY-4.3'],
  check({ message, flowContext, context }) {
    if (message.kind === 'authorization-response' && isUnsolicited(message)) return undefined
    const named = issuersIn(message)
    const known = context.issuer ?? textIn(context.metadata, 'issuer') ?? flowContext.firstIssuer
    const [first, ...others] = named.map(([, iss]) => iss)
    if (first === undefined || (known === null && others.length === 0)) return undefined
    const expected = known ?? first
    return named
      .filter(([, iss]) => iss !== expected)
      .map(([place, iss]) => finding('differs', `${place}: ${show(iss)}`, expected))
  },
})
