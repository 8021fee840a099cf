import { finding } from '../builders'
import { defineRule, notObserved } from '../rule'

/** What became of the call of the redirect_uri: the code is good until the app takes it. */
export default defineRule({
  id: 'ar-callback-status',
  on: 'authorization-response',
  about: 'redirect_uri',
  refs: ['RFC6749-4.1.2'],
  check({ message: { via, callback } }) {
    if (via === 'pasted') return undefined
    if (callback.error !== undefined) return [finding('unreachable', callback.error)]
    if (callback.status === undefined) return notObserved
    return callback.status < 400 ? [] : [finding('refused', String(callback.status))]
  },
})
