import type { ResponseContainer } from '@/lib/flow/message'
import { finding } from '../builders'
import { given, isJarm, listMember } from '../reading'
import { defineRule, notObserved } from '../rule'

const modes: Readonly<Record<ResponseContainer, string>> = {
  query: 'query',
  fragment: 'fragment',
  form: 'form_post',
}

/** What a server offers that does not say. */
const defaultModes = ['query', 'fragment']

/**
 * The parameters are where the response_mode wants them: tokens never in the query, a code there by
 * default. Another place can have been asked for, but only if the server offers it.
 *
 * @see [OAuth 2.0 Multiple Response Types](https://openid.net/specs/oauth-v2-multiple-response-types-1_0.html#rfc.section.2.1)
 */
export default defineRule({
  id: 'ar-response-mode',
  on: 'authorization-response',
  about: 'response_mode',
  refs: ['OAUTH-RESPONSE-TYPES-2.1', 'OAUTH-RESPONSE-TYPES-5', 'RFC8414-2'],
  check({ message, known }) {
    if (isJarm(message)) return undefined
    const { params, container } = message
    const holdsToken = ['access_token', 'id_token'].some((name) => given(params, name))
    if (holdsToken && container === 'query') return [finding('token_in_query')]
    if (container === (holdsToken ? 'fragment' : 'query')) return []
    if (!known.metadata) return notObserved
    const offered = listMember(known.metadata, 'response_modes_supported') ?? defaultModes
    return offered.includes(modes[container])
      ? notObserved
      : [finding('not_offered', modes[container], offered.join(' '))]
  },
})
