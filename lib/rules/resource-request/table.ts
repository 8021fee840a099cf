import { defineRule } from '../rule'
import { finding, https } from '../builders'
import { isAuthorized, tokenWays } from '../resource-reading'

export const table = [
  defineRule({
    id: 'at-used-in-query',
    on: 'resource-request',
    about: 'access_token',
    refs: ['FAPI2-SP-5.3.4', 'FAPI2-SP-5.3.3.1', 'RFC9700-4.3.2', 'RFC6750-2.3'],
    check({ message }) {
      const ways = tokenWays(message)
      if (ways.length === 0) return undefined
      return ways.includes('query') ? [finding('present')] : []
    },
  }),
  https({
    id: 'at-http-plain',
    on: 'resource-request',
    about: 'url',
    refs: ['RFC6750-5.2', 'RFC6750-5.3'],
    url: ({ message }) => (isAuthorized(message) ? message.url : null),
  }),
  defineRule({
    id: 'rq-token-once',
    on: 'resource-request',
    about: 'access_token',
    refs: ['RFC6750-2'],
    check({ message }) {
      const ways = tokenWays(message)
      if (ways.length === 0) return undefined
      return ways.length > 1 ? [finding('several', ways.join(', '))] : []
    },
  }),
] as const
