import { listOf, textIn } from '@/lib/model/json'
import { finding } from '../builders'
import { defineRule, notObserved } from '../rule'
import { show } from '../token-reading'

/**
 * A request is addressed to the endpoint called, a response to the organisation that sent the request.
 *
 * @see [Open Finance Brasil, Financial-grade API](https://openfinancebrasil.atlassian.net/wiki/spaces/OF)
 */
export default defineRule({
  id: 'sb-aud',
  on: 'signed-body',
  about: 'aud',
  refs: ['OFB'],
  check({ jwt: { payload }, exchange }) {
    if (!payload) return undefined
    const { aud } = payload
    if (aud === undefined) return [finding('missing')]
    const expected =
      exchange?.of === 'response'
        ? textIn(exchange.ofRequest?.payload ?? null, 'iss')
        : (exchange?.url?.split('?', 1)[0] ?? null)
    if (expected === null) return notObserved
    return listOf(aud).includes(expected) ? [] : [finding('differs', show(aud), expected)]
  },
})
