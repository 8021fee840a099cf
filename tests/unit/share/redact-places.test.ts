import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Flow } from '@/lib/flow/model/flow'
import { defaultRedaction, redactFlows } from '@/lib/share/redact'
import { flowWith } from '../../samples/held'
import { plantings, places, survivors, wrappings } from '../../samples/planted-texts'

const secrets: readonly (readonly [string, string])[] = [
  ['digits and letters', 'Zx81kqP0vV3mYt7cR2nQ'],
  ['small letters only', 'correcthorsebattery'],
  ['signs', 'p+w/4 2&x"y<z>=%41'],
]

const wrapped = (text: string, chosen: readonly string[]) =>
  chosen.reduce((inner, name) => wrappings.find((each) => each[0] === name)?.[1](inner) ?? '', text)

function leaks(secret: string, planted: string, place: (text: string) => Flow['messages'][number]) {
  return survivors(redactFlows([flowWith([place(planted)])], defaultRedaction).flows, secret)
}

describe.each(plantings)('a secret in %s', (_, plant) => {
  test.each(secrets)('of %s never leaves, in every place and encoding', (_kind, secret) => {
    const planted = plant(secret)
    if (planted === null) return
    const found = wrappings.flatMap(([wrapping, wrap]) =>
      places.flatMap(([place, put]) =>
        leaks(secret, wrap(planted), put).map((form) => `${wrapping} in ${place}: ${form}`),
      ),
    )
    expect(found).toEqual([])
  })
})

test('nor in encodings inside each other', () => {
  const names = wrappings.map(([name]) => name)
  fc.assert(
    fc.property(
      fc.constantFrom(...plantings),
      fc.constantFrom(...places),
      fc.array(fc.constantFrom(...names), { minLength: 1, maxLength: 2 }),
      fc.constantFrom(...secrets),
      ([, plant], [, put], chosen, [, secret]) => {
        const planted = plant(secret)
        fc.pre(planted !== null)
        expect(leaks(secret, wrapped(planted ?? '', chosen), put)).toEqual([])
      },
    ),
    { numRuns: 400 },
  )
})

describe('what is not a secret stays', () => {
  const bodyOf = (body: string) => {
    const [flow] = redactFlows([flowWith([places[0]![1](body)])], defaultRedaction).flows
    const [message] = flow?.messages ?? []
    return message && 'body' in message ? message.body : ''
  }

  test.each([
    [
      'an error',
      '{"error":"invalid_client","error_description":"client authentication failed: the secret is wrong"}',
    ],
    ['the code of an error', '{"code":"invalid_request","message":"The access token expired"}'],
    ['the code of an error with a title', '{"code":"ACCOUNTBLOCKED","title":"x"}'],
    ['a country', '{"country":{"code":"MY"},"currency":{"code":"MYR"},"status":{"code":"42"}}'],
    [
      'a key with its id',
      '{"keys":[{"kty":"RSA","use":"sig","kid":"2023-05-31T10:00:00Z/k1","n":"0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMs","e":"AQAB"}]}',
    ],
    ['a public key', '-----BEGIN PUBLIC KEY-----\nabc\n-----END PUBLIC KEY-----'],
    [
      'URLs',
      '{"authorization_endpoint":"https://as.example/realms/open-finance-2024/protocol/openid-connect/auth"}',
    ],
    [
      'headers',
      '{"headers":[{"name":"Content-Type","value":"application/json"},{"name":"Cache-Control","value":"no-store"}]}',
    ],
    [
      'settings',
      '{"token_type":"Bearer","require_pushed_authorization_requests":true,"token":{"type":"Bearer","expires_in":300}}',
    ],
    [
      'sentences',
      '<p>Unknown access_token: expired. The client_secret: invalid. Send a Bearer token with Basic authentication.</p>',
    ],
    [
      'markup',
      '<form id="kc-form-login" name="login" action="/auth/realms/x"><input name="username" title="code"><code class="state">x</code></form>',
    ],
    [
      'a program',
      'const handler = {name: "viewport", method: "getAccountAccessConsents"}; if (state === "open") next()',
    ],
    [
      'names of JSON',
      '{"https://claims.example.com/permissionsOfTheAccount":["ReadAccountsBasicAndBalances"]}',
    ],
  ])('%s', (_, body) => {
    expect(bodyOf(body)).toBe(body)
  })
})

test('a random path segment is listed under To check, wherever the URL is', () => {
  const [token, id] = ['a1B2c3D4e5F6', '0b7e1f9c-6d6e-4b35-9a55-0d7e8ea8f0aa']
  const texts = [
    `https://rs.example/reset/${token}/form?x=1`,
    `https://rs.example/consents/${id}?client_id=tpp`,
    JSON.stringify({ links: { next: `https://rs.example/open-banking/v3.1/reset/${token}#top` } }),
    `/reset/${token}`,
  ]
  for (const text of texts) {
    const { flows, unknown } = redactFlows([flowWith([places[0]![1](text)])], defaultRedaction)
    expect(survivors(flows, text.includes(id) ? id : token)).toEqual([])
    expect(unknown.map(({ suspicion }) => suspicion)).toEqual(['path'])
  }
})

test('an id and a word that come from a file are searched as well', () => {
  const secret = 'Zx81kqP0vV3mYt7cR2nQ'
  const message = { ...places[0]![1](JSON.stringify({ access_token: secret })), id: `m-${secret}` }
  const flow = { ...flowWith([message]), id: secret, storedRequestId: secret, chains: [secret] }
  expect(survivors(redactFlows([flow], defaultRedaction).flows, secret)).toEqual([])
})
