import { jsonObjectOf } from '@/lib/model/json'
import { finding } from '../builders'
import { isRefused } from '../reading'
import { defineRule, notObserved } from '../rule'
import { endlessLifetime } from '../token-reading'

/**
 * The lifetime is a JSON number, a positive integer.
 *
 * @see [RFC 9126](https://www.rfc-editor.org/rfc/rfc9126.html#section-2.2)
 */
export default defineRule({
  id: 'par-expires-in-type',
  on: 'par-response',
  about: 'expires_in',
  refs: ['RFC9126-2.2'],
  check({ message }) {
    if (isRefused(message)) return undefined
    const body = jsonObjectOf(message.body)
    if (!body) return notObserved
    const value = body['expires_in']
    if (value === undefined) return [finding('missing')]
    if (typeof value !== 'number') return [finding('type', JSON.stringify(value))]
    if (!Number.isInteger(value) || value <= 0) return [finding('range', String(value))]
    const endless = endlessLifetime(value)
    return endless ? [endless] : []
  },
})
