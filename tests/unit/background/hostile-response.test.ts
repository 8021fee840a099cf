import { beforeEach, expect, test } from 'vitest'
import { maxResponseLength, shortenedLength } from '@/lib/model/bounds'
import { responsesOf } from '@/lib/flow/read/responses'
import { issuer, page, redirectUri } from '../flow/browser'
import { app, latestFlow, reset, withProfile } from './harness'

beforeEach(async () => {
  reset()
  await withProfile()
})

const encode = (text: string) => Buffer.from(text).toString('base64url')
const jwt = (header: object, payload: string) =>
  `${encode(JSON.stringify(header))}.${encode(payload)}.x`
const jwe = (header: object) => `${encode(JSON.stringify(header))}.AAAA.AAAAAAAAAAAAAAAA.AAAA.AAAA`

// A state of a megabyte without an @ kept the worker busy for many minutes.
test.each([
  ['letters', `code=c&state=${'x'.repeat(1_000_000)}`],
  ['addresses', `code=${'a@'.repeat(200_000)}`],
  ['base64url of an address', `code=${encode('a@a.'.repeat(100_000))}`],
  ['the same name', Array.from({ length: 10_000 }, (_, index) => `code=${index}`).join('&')],
  ['names of every object', 'code=c&__proto__=x&constructor=y&toString=z'],
  ['broken escapes', 'code=%&%E0%A4=1&%=2&state=%zz'],
  ['a long error', `error=${'%22'.repeat(100_000)}`],
  ['a JARM of brackets', `response=${jwt({ alg: 'none' }, '['.repeat(500_000))}`],
  [
    'a JARM with members of every object',
    `response=${jwt({ alg: 'none' }, '{"__proto__":{"code":"x"},"constructor":1,"iss":{"a":1}}')}`,
  ],
  ['a JWE that is compressed', `response=${jwe({ alg: 'dir', enc: 'A128GCM', zip: 'DEF' })}`],
  [
    'a JWE by a password and a billion rounds',
    `response=${jwe({ alg: 'PBES2-HS256+A128KW', enc: 'A128GCM', p2s: 'AAAA', p2c: 1e9 })}`,
  ],
])('a hostile response is kept, read and judged in time: %s', async (_, query) => {
  const before = performance.now()
  await app.observe({
    kind: 'request',
    ...page,
    initiator: issuer,
    webRequestId: '1',
    tabId: 7,
    at: 1,
    method: 'GET',
    url: `${redirectUri}?${query}`,
    form: null,
  })
  expect(performance.now() - before).toBeLessThan(4000)
  const [response, ...others] = responsesOf(latestFlow())
  expect(others).toEqual([])
  expect(response?.results.filter(({ outcome }) => outcome === 'crashed')).toEqual([])
  const url = `${redirectUri}?${query}`
  if (url.length <= maxResponseLength) expect(response?.url).toBe(url)
  else expect(response).toMatchObject({ shortened: true, url: url.slice(0, shortenedLength) })
})
