import type { Finding } from '@/lib/model/rule-result'
import type { Params } from '@/lib/model/params'
import { finding, uriFindings } from '../builders'
import { isTokenExchange } from '../grant-reading'
import { given } from '../reading'
import { defineRule } from '../rule'
import { show } from '../token-reading'

const types = ['subject_token_type', 'actor_token_type', 'requested_token_type'] as const

/**
 * The parameters of a token exchange. A token type may be any URI.
 *
 * @see [RFC 8693](https://www.rfc-editor.org/rfc/rfc8693.html#section-2.1)
 */
export default defineRule({
  id: 'te-request',
  on: 'token-request',
  about: 'subject_token_type',
  refs: ['RFC8693-2.1', 'RFC8693-3'],
  check({ message }) {
    if (!isTokenExchange(message)) return undefined
    const { params } = message
    return [
      ...['subject_token', 'subject_token_type']
        .filter((name) => given(params, name) === undefined)
        .map((name) => finding('missing', null, name)),
      ...ofActor(params),
      ...types.flatMap((name) => ofType(name, given(params, name))),
    ]
  },
})

function ofActor(params: Params): readonly Finding[] {
  const hasToken = given(params, 'actor_token') !== undefined
  const hasType = given(params, 'actor_token_type') !== undefined
  if (hasToken === hasType) return []
  return [hasToken ? finding('missing', null, 'actor_token_type') : finding('pair')]
}

function ofType(name: string, type: string | undefined): readonly Finding[] {
  const isUri = type === undefined || !uriFindings(type).some(({ code }) => code === 'relative')
  return isUri ? [] : [finding('type', `${name}: ${show(type)}`, 'URI')]
}
