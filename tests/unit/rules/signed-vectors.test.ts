import { describe, expect, test } from 'vitest'
import type { SignedExchange } from '@/lib/facts/signed-exchange'
import { decodeJwt } from '@/lib/jose/decode'
import { withPayload } from '@/lib/jose/detached'
import { digestOf, verifyHttpSignature } from '@/lib/jose/http-signature'
import { verifyJwt } from '@/lib/jose/verify'
import { base64urlOf } from '@/lib/model/octets'
import type { Params } from '@/lib/model/params'
import type { RuleProfile } from '@/lib/model/rule-profiles'
import type { RuleResult } from '@/lib/model/rule-result'
import { signatureBase } from '@/lib/oauth/http-signature/base'
import { contentDigests } from '@/lib/oauth/http-signature/content-digest'
import { chosenSignature, readHttpSignatures } from '@/lib/oauth/http-signature/read'
import { judge } from '@/lib/rules/run'
import { unknown } from '../../rules/artefacts'
import { ofRequest, ofResponse } from '../../rules/signed-payloads'
import vectors from '../jose/signed-payloads.json'

const { ukEncoded, ukUnencoded, rfc7797, brazil, http } = vectors
const encoder = new TextEncoder()
const paths = {
  'v3.1': 'https://rs.example/open-banking/v3.1/pisp/domestic-payment-consents',
  'v4.0': 'https://rs.example/open-banking/v4.0/pisp/domestic-payment-consents',
} as const

const failed = (results: readonly RuleResult[]) =>
  results
    .filter(({ outcome }) => outcome === 'failed')
    .map(({ id, findings }) => `${id} ${findings.map(({ code }) => code).join(',')}`)

async function detached(
  jws: string,
  body: string,
  jwk: object,
  more: { readonly profile: RuleProfile; readonly exchange: SignedExchange | null },
) {
  const jwt = withPayload(decodeJwt(jws), base64urlOf(encoder.encode(body)))
  const verification = await verifyJwt(jwt, { keys: [{ ...jwk }], source: 'pasted' })
  const context = { ...unknown, ruleProfile: more.profile }
  const artefact = { jwt, verification, exchange: more.exchange, context }
  return failed(judge('payload-signature', artefact, more.profile))
}

const uk = (
  set: typeof ukEncoded | typeof ukUnencoded,
  name: string,
  version: keyof typeof paths,
) => {
  const found = set.vectors.find((each) => each.name === name)
  const exchange = ofRequest({ at: set.clock, url: paths[version] })
  const { x_jws_signature: jws = '', body = '' } = found ?? {}
  return detached(jws, body, set.jwk, { profile: 'uk', exchange })
}

test.each([
  ['good', []],
  ['bad-body-changed', ['ps-signature differs']],
  ['bad-body-reserialised', ['ps-signature differs']],
  ['bad-tan-missing', ['ps-header missing', 'ps-crit missing']],
  ['bad-alg-rs256', ['ps-alg differs', 'ps-signature unverifiable']],
])('UK from version 3.1.4: %s', async (name, expected) => {
  expect(await uk(ukEncoded, name, 'v4.0')).toEqual(expected)
})

test.each([
  ['good', 'v3.1', []],
  ['good', 'v4.0', ['ps-b64 version']],
  ['bad-signed-over-base64url', 'v3.1', ['ps-signature form']],
  ['bad-b64-not-in-crit', 'v3.1', ['ps-b64 not_critical', 'ps-signature form']],
  ['bad-trailing-newline', 'v3.1', ['ps-signature differs']],
] as const)('UK up to version 3.1.3: %s under %s', async (name, version, expected) => {
  expect(await uk(ukUnencoded, name, version)).toEqual(expected)
})

test.each([
  ['good-detached', []],
  ['good-control-b64-absent', []],
  ['bad-no-crit', ['ps-b64 not_critical', 'ps-signature form']],
  ['bad-b64-string', ['ps-b64 type', 'ps-signature form']],
  ['bad-encoded-payload-signed', ['ps-signature form']],
])('RFC 7797: %s', async (name, expected) => {
  const found = rfc7797.vectors.find((each) => each.name === name)
  const more = { profile: 'oauth2', exchange: null } as const
  expect(await detached(found?.jws ?? '', found?.payload ?? '', rfc7797.jwk, more)).toEqual(
    expected,
  )
})

test.each([
  ['good-request', []],
  ['good-response', []],
  ['bad-payload-changed', ['sb-signature differs']],
  ['bad-aud', ['sb-aud differs']],
  ['bad-iat-old', ['sb-iat outside']],
  ['bad-typ-missing', ['sb-typ missing']],
])('Brazil: %s', async (name, expected) => {
  const textOf = (wanted: string) => brazil.vectors.find((each) => each.name === wanted)?.jws ?? ''
  const jwt = decodeJwt(textOf(name))
  const verification = await verifyJwt(jwt, { keys: [brazil.jwk], source: 'pasted' })
  const headers: Params = [['content-type', brazil.content_type]]
  const message = { at: brazil.clock, url: brazil.endpoint, headers }
  const exchange =
    name === 'good-response'
      ? ofResponse({ ...message, ofRequest: decodeJwt(textOf('good-request')) })
      : ofRequest(message)
  const context = { ...unknown, ruleProfile: 'br' as const }
  const artefact = { jwt, verification, exchange, context }
  expect(failed(judge('signed-body', artefact, 'br'))).toEqual(expected)
})

describe('HTTP signatures', () => {
  const paramsOf = (headers: object): Params => Object.entries(headers) as [string, string][]
  const [good] = http.requests
  if (!good) throw new Error('No vector')
  const request = { method: good.method, url: good.url, headers: paramsOf(good.headers) }

  async function judged(
    of: 'request' | 'response',
    message: { readonly headers: object; readonly body: string; readonly status?: number },
  ) {
    const headers = paramsOf(message.headers)
    const signatures = readHttpSignatures(headers)
    const signature = chosenSignature(signatures, `fapi-2-${of}`)
    if (!signature?.signature) throw new Error('Not read')
    const { status = 0 } = message
    const base = signatureBase(
      signature,
      of === 'request'
        ? { of, request: { ...request, headers } }
        : { of, status, headers, request },
    )
    const jwk = of === 'request' ? http.client_jwk : http.server_jwk
    const verification = await verifyHttpSignature(
      {
        base: 'base' in base ? base.base : '',
        signature: signature.signature,
        keyid: signature.keyid,
        alg: signature.alg,
      },
      { keys: [jwk], source: 'pasted' },
    )
    const [digest] = contentDigests(headers) ?? []
    const actual = digest && (await digestOf(digest.name, encoder.encode(message.body)))
    const isSame = String(actual) === String(digest?.octets)
    const exchange = { at: http.clock, url: request.url, headers }
    const artefact = {
      signature,
      signatures,
      received: { label: 'sig1', verification, digest: isSame ? 'matches' : 'differs' } as const,
      exchange:
        of === 'request'
          ? ofRequest(exchange)
          : ofResponse({ ...exchange, requestHeaders: request.headers }),
      context: unknown,
    }
    return failed(judge('http-signature', artefact, 'fapi2'))
  }

  test.each([
    ['good', []],
    ['bad-body-changed', ['hs-digest differs']],
    ['bad-authorization-not-covered', ['hs-covered missing']],
    ['bad-tag', ['hs-tag differs']],
    ['bad-created-old', ['hs-created old']],
  ])('request %s', async (name, expected) => {
    const found = http.requests.find((each) => each.name === name) ?? good
    expect(await judged('request', found)).toEqual(expected)
  })

  test.each([
    ['good', []],
    ['bad-status-changed', ['hs-signature differs']],
    ['bad-body-changed', ['hs-digest differs']],
    ['bad-status-not-covered', ['hs-covered missing,missing,missing,missing']],
  ])('response %s', async (name, expected) => {
    const [first] = http.responses
    const found = http.responses.find((each) => each.name === name) ?? first
    if (!found) throw new Error('No vector')
    expect(await judged('response', found)).toEqual(expected)
  })
})
