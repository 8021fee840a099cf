import { beforeEach, expect, test, afterEach, vi } from 'vitest'
import { maxResponseLength, shortenedLength } from '@/lib/model/bounds'
import { responsesOf } from '@/lib/flow/read/find-response'
import { redirectUri } from '../flow/browser'
import { workOf } from '../work'
import { app, latestFlow, reset, withProfile } from './harness'
import { encode, jwt, longResponses, observe } from './long-responses'

beforeEach(async () => {
  reset()
  await withProfile()
})

afterEach(() => vi.restoreAllMocks())

const jwe = (header: object) => `${encode(JSON.stringify(header))}.AAAA.AAAAAAAAAAAAAAAA.AAAA.AAAA`

test.each(longResponses)(
  'ten times as long a response of %s takes about ten times the work',
  async (_, query) => {
    const work = async (length: number) => {
      reset()
      await withProfile()
      return workOf(() => observe(app, query(length)))
    }
    // Another length: a text that was read before is remembered.
    await work(15_000)
    expect(await work(160_000)).toBeLessThan(12 * (await work(16_000)))
  },
)

test.each<readonly [string, string]>([
  ...longResponses.map(([name, query]) => [name, query(1_000_000)] as const),
  ['names of every object', 'code=c&__proto__=x&constructor=y&toString=z'],
  ['broken escapes', 'code=%&%E0%A4=1&%=2&state=%zz'],
  [
    'a JARM with members of every object',
    `response=${jwt({ alg: 'none' }, '{"__proto__":{"code":"x"},"constructor":1,"iss":{"a":1}}')}`,
  ],
  ['a JWE that is compressed', `response=${jwe({ alg: 'dir', enc: 'A128GCM', zip: 'DEF' })}`],
  [
    'a JWE by a password and a billion rounds',
    `response=${jwe({ alg: 'PBES2-HS256+A128KW', enc: 'A128GCM', p2s: 'AAAA', p2c: 1e9 })}`,
  ],
])('a hostile response is kept, read and judged: %s', async (_, query) => {
  const derive = vi.spyOn(crypto.subtle, 'deriveBits')
  await observe(app, query)
  expect(derive).not.toHaveBeenCalled()
  const [response, ...others] = responsesOf(latestFlow())
  expect(others).toEqual([])
  expect(response?.results.filter(({ outcome }) => outcome === 'crashed')).toEqual([])
  const url = `${redirectUri}?${query}`
  if (url.length <= maxResponseLength) expect(response?.url).toBe(url)
  else expect(response).toMatchObject({ shortened: true, url: url.slice(0, shortenedLength) })
})
