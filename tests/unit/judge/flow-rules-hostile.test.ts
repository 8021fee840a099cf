import { describe, expect, test } from 'vitest'
import type { OAuthMessage } from '@/lib/flow/model/message'
import { good, resultsOf } from '../../samples/good-flow'

describe('any flow', () => {
  const odd: readonly unknown[] = [undefined, null, '', 'x'.repeat(5000), -1, 1e300, [], {}, [[]]]
  const texts = ['url', 'body', 'target'] as const

  test('is judged without a crash', () => {
    const crashes = good.flatMap((message, index) =>
      texts
        .filter((name) => name in message)
        .flatMap((name) =>
          odd
            .filter((value) => typeof value === 'string')
            .map((value) => good.with(index, { ...message, [name]: value } as OAuthMessage)),
        )
        .flatMap((messages) => resultsOf(messages))
        .filter(({ outcome }) => outcome === 'crashed')
        .map(({ id }) => id),
    )
    expect(crashes).toEqual([])
  })

  test.each(['access_token', 'refresh_token', 'expires_in', 'error', 'scope', 'iss', 'active'])(
    'may have any JSON as %s',
    (name) => {
      for (const value of odd) {
        const messages = good.map((message) =>
          'body' in message && message.body !== ''
            ? { ...message, body: JSON.stringify({ ...JSON.parse(message.body), [name]: value }) }
            : message,
        )
        const crashed = resultsOf(messages).filter(({ outcome }) => outcome === 'crashed')
        expect(crashed.map(({ id }) => id)).toEqual([])
      }
    },
  )
})
