import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { workOf } from '../work'
import { digestOf, verifyHttpSignature } from '@/lib/jose/http-signature'
import type { JsonObject } from '@/lib/model/json'
import type { Params } from '@/lib/model/params'
import { signatureBase, type SignedExchange } from '@/lib/oauth/http-signature/base'
import { contentCodings, contentDigests } from '@/lib/oauth/http-signature/content-digest'
import {
  chosenSignature,
  readHttpSignatures,
  type HttpSignature,
} from '@/lib/oauth/http-signature/read'
import vectors from '../jose/signed-payloads.json'

const { http } = vectors
const paramsOf = (headers: object): Params => Object.entries(headers) as [string, string][]
const requestOf = (given: (typeof http.requests)[number]) => ({
  method: given.method,
  url: given.url,
  headers: paramsOf(given.headers),
})
const [good] = http.requests
if (!good) throw new Error('No vector')
const request = requestOf(good)

async function check(exchange: SignedExchange, headers: Params, body: string, jwk: JsonObject) {
  const tag = `fapi-2-${exchange.of}`
  const signature = chosenSignature(readHttpSignatures(headers), tag)
  if (!signature?.signature) throw new Error('Not read')
  const rebuilt = signatureBase(signature, exchange)
  const base = 'base' in rebuilt ? rebuilt.base : ''
  const { keyid, alg, signature: octets } = signature
  const signed = { base, signature: octets, keyid, alg }
  const { status } = await verifyHttpSignature(signed, { keys: [jwk], source: 'pasted' })
  const [digest] = contentDigests(headers) ?? []
  const actual = digest && (await digestOf(digest.name, new TextEncoder().encode(body)))
  return { signature, base, status, digest: String(actual) === String(digest?.octets) }
}

const covered = ({ components }: HttpSignature) => components.map(({ name }) => name)

describe('the vectors of FAPI HTTP signatures', () => {
  test.each(http.requests)('request $name', async (given) => {
    const sent = requestOf(given)
    const result = await check(
      { of: 'request', request: sent },
      sent.headers,
      given.body,
      http.client_jwk,
    )
    // Each of them has a valid signature; what is wrong is a rule.
    expect(result.status).toBe('valid')
    expect(result.digest).toBe(given.name !== 'bad-body-changed')
    expect(covered(result.signature).includes('authorization')).toBe(
      given.name !== 'bad-authorization-not-covered',
    )
    expect(result.signature.tag).toBe(given.name === 'bad-tag' ? 'other' : 'fapi-2-request')
    expect(http.clock - (result.signature.created ?? 0) > 60).toBe(given.name === 'bad-created-old')
    if (given.name === 'good') expect(result.base).toBe(http.good_request_signature_base)
  })

  test.each(http.responses)('response $name', async ({ name, status, headers, body }) => {
    const received = paramsOf(headers)
    const exchange = { of: 'response', status, headers: received, request } as const
    const result = await check(exchange, received, body, http.server_jwk)
    expect(result.status).toBe(name === 'bad-status-changed' ? 'invalid' : 'valid')
    expect(result.digest).toBe(name !== 'bad-body-changed')
    expect(covered(result.signature).includes('@status')).toBe(name !== 'bad-status-not-covered')
    if (name === 'good') expect(result.base).toBe(http.good_response_signature_base)
  })
})

const query = "q=x%20y&r=1&p=!'(*)~-._+%C3%A7&%C3%A7=1"

const inputOf = (components: string) => ({
  ...request,
  headers: [
    ['signature-input', `a=(${components});created=1;keyid="k"`],
    ['signature', 'a=:AAAA:'],
    ['x-two', ' first '],
    ['X-Two', 'second\r\n   folded'],
    ['x-dictionary', 'a=1, b=(c d);e'],
  ] as Params,
  url: `https://rs.example:8443/a/b?${query}`,
})

const baseOf = (components: string) => {
  const sent = inputOf(components)
  const [signature] = readHttpSignatures(sent.headers).list
  if (!signature) throw new Error('Not read')
  return signatureBase(signature, { of: 'request', request: sent })
}

describe('components', () => {
  test.each([
    ['"x-two"', '"x-two": first, second folded'],
    ['"x-dictionary";key="b"', '"x-dictionary";key="b": (c d);e'],
    ['"@authority"', '"@authority": rs.example:8443'],
    ['"@scheme"', '"@scheme": https'],
    ['"@path"', '"@path": /a/b'],
    ['"@query"', `"@query": ?${query}`],
    ['"@request-target"', `"@request-target": /a/b?${query}`],
    ['"@query-param";name="q"', '"@query-param";name="q": x%20y'],
    ['"@query-param";name="p"', '"@query-param";name="p": %21%27%28*%29%7E-._%20%C3%A7'],
    ['"@query-param";name="%C3%A7"', '"@query-param";name="%C3%A7": 1'],
  ])('%s', (components, line) => {
    expect(baseOf(components)).toEqual({
      base: `${line}\n"@signature-params": (${components});created=1;keyid="k"`,
    })
  })

  test.each([
    ['a header that is not there', '"x-other"', '"x-other"'],
    ['the status of a request', '"@status"', '"@status"'],
    ['a request of a request', '"@method";req', '"@method";req'],
    ['a parameter that Parley does not support', '"x-two";bs', '"x-two";bs'],
    ['a component that is covered twice', '"x-two" "x-two"', '"x-two"'],
    ['a derived component that does not exist', '"@nothing"', '"@nothing"'],
  ])('%s is not known', (_, components, unknown) => {
    expect(baseOf(components)).toEqual({ unknown: [unknown] })
  })
})

describe('reading', () => {
  test('the signature with the tag is chosen, wherever it is', () => {
    const headers: Params = [
      ['signature-input', 'a=("@method");tag="x", b=("@method");tag="fapi-2-request"'],
      ['signature', 'a=:AAAA:, b=:BBBB:'],
    ]
    const read = readHttpSignatures(headers)
    expect(chosenSignature(read, 'fapi-2-request')?.label).toBe('b')
    expect(chosenSignature(read, 'other')?.label).toBe('a')
  })

  test.each([
    ['a=("@method"', 'a=:AAAA:', ['Signature-Input'], []],
    ['a=("@method")', 'a=:AA', ['Signature'], []],
    ['a=("@method")', 'b=:AAAA:', [], ['a', 'b']],
    ['a=1', 'a=:AAAA:', [], ['a']],
    ['a=("@method")', 'a="text"', [], ['a']],
  ])('%s with %s', (input, signature, unreadable, unpaired) => {
    const read = readHttpSignatures([
      ['Signature-Input', input],
      ['Signature', signature],
    ])
    expect([read.unreadable, read.unpaired]).toEqual([unreadable, unpaired])
  })

  test('codings other than identity', () => {
    expect(contentCodings([['Content-Encoding', 'identity, gzip, br']])).toEqual(['gzip', 'br'])
    expect(contentCodings([])).toEqual([])
  })
})

describe('any text', () => {
  const pieces = [
    '(',
    ')',
    '"',
    ';',
    '=',
    ':',
    ',',
    ' ',
    '@method',
    'a',
    '1',
    '\\',
    '%"',
    '?1',
    '@1',
  ]
  const text = fc.oneof(
    fc.string(),
    fc.array(fc.constantFrom(...pieces), { maxLength: 60 }).map((list) => list.join('')),
  )

  test('never throws', () => {
    fc.assert(
      fc.property(text, text, text, (input, signature, url) => {
        const headers: Params = [
          ['signature-input', input],
          ['signature', signature],
          ['content-digest', signature],
        ]
        const sent = { method: 'GET', url, headers }
        for (const each of readHttpSignatures(headers).list)
          signatureBase(each, { of: 'request', request: sent })
        contentDigests(headers)
      }),
      { numRuns: 1000 },
    )
  })

  test.each<[name: string, input: (length: number) => string]>([
    ['components', (length) => `a=(${'"x-two" '.repeat(length)})`],
    ['components with parameters', (length) => `a=(${'"x";key="a" '.repeat(length)})`],
    ['parentheses', (length) => `a=${'('.repeat(length * 10)}`],
    ['octets', (length) => `a=:${'A'.repeat(length * 10)}`],
    ['labels', (length) => Array.from({ length }, (_, index) => `a${index + 1000}=()`).join(', ')],
  ])('twice as many %s take about twice the work', async (_, input) => {
    const work = (length: number) => {
      const sent = { ...request, headers: [['signature-input', input(length)]] as Params }
      return workOf(() => {
        for (const each of readHttpSignatures(sent.headers).list)
          signatureBase(each, { of: 'request', request: sent })
      })
    }
    await work(1900)
    expect(await work(4000)).toBeLessThan(2.4 * (await work(2000)))
  })
})
