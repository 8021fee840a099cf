import { finding } from '../builders'
import { given } from '../reading'
import { defineRule, notObserved } from '../rule'

const seconds = (milliseconds: number) => `${Math.floor(milliseconds / 1000)} s`

/**
 * The request_uri was used before it expired. If the start of its lifetime was only assumed, it is older than
 * it seems: an expired one is certain, an unexpired one is not.
 *
 * @see [RFC 9126](https://www.rfc-editor.org/rfc/rfc9126.html#section-4)
 */
export default defineRule({
  id: 'az-request-uri-age',
  on: 'authorization-request',
  about: 'request_uri',
  refs: ['RFC9126-4', 'RFC9126-2.2'],
  check({ message, stored }) {
    if (given(message.params, 'request_uri') === undefined) return undefined
    if (!stored || stored.expiresAt === null) return notObserved
    const { receivedAt, receivedAssumed, expiresAt } = stored
    if (message.at >= expiresAt)
      return [finding('expired', seconds(message.at - receivedAt), seconds(expiresAt - receivedAt))]
    return receivedAssumed ? notObserved : []
  },
})
