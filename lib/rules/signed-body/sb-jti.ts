import { finding } from '../builders'
import { defineRule } from '../rule'
import { show } from '../token-reading'

const version4 = /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/i

/** A value is used once in 24 hours. @see [Open Finance Brasil, Financial-grade API](https://openfinancebrasil.atlassian.net/wiki/spaces/OF) */
export default defineRule({
  id: 'sb-jti',
  on: 'signed-body',
  about: 'jti',
  refs: ['OFB'],
  check({ jwt: { payload }, exchange }) {
    if (!payload) return undefined
    const { jti } = payload
    if (jti === undefined) return [finding('missing')]
    if (typeof jti !== 'string' || !version4.test(jti)) return [finding('form', show(jti), 'UUID')]
    return exchange?.earlierIds.has(jti) ? [finding('repeated', jti)] : []
  },
})
