import { finding } from '../builders'
import { defineRule, notObserved } from '../rule'

/** The result of the request to the redirect_uri. The code remains valid until the app uses it. */
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
