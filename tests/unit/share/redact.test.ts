import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeJwt } from '@/lib/jose/decode'
import { defaultRedaction, redactFlows, redactTokens } from '@/lib/share/redact'
import type { Flow } from '@/lib/flow/model/flow'
import type { EndpointRequest, EndpointResponse } from '@/lib/flow/model/message'
import { flowWith } from '../../samples/held'
import {
  base64url,
  encodingsOf,
  flowWithSecrets,
  planted,
  signed,
  type Planted,
} from '../../samples/shared-flow'

const safe = (flow: Flow) => redactFlows([flow], defaultRedaction)

/** Every text of a value, as it is. A file is searched with its escapes, too. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, item]) => [name, ...textsIn(item)])
}

function survivors(output: unknown, secrets: readonly string[]): readonly string[] {
  const all = [...textsIn(output), JSON.stringify(output)].join('\n')
  return secrets.flatMap((secret) =>
    encodingsOf(secret).filter((form) => form.length >= 6 && all.includes(form)),
  )
}

describe('a safe export', () => {
  const { flows, receipt, unknown } = safe(flowWithSecrets())
  const [flow] = flows as [Flow]

  test('has none of the secrets, in no encoding', () => {
    expect(survivors(flows, Object.values(planted))).toEqual([])
    expect(survivors(flows, ['Siti Nurhaliza', 'Kuala Lumpur', 'near the river'])).toEqual([])
  })

  test('has the same pseudonym for a value everywhere', () => {
    const [, answer, request] = flow.messages
    expect(answer).toMatchObject({
      url: 'https://app.example/cb?code=code-1&state=state-1',
      params: [
        ['code', 'code-1'],
        ['state', 'state-1'],
      ],
    })
    const { body, params, headers } = request as EndpointRequest
    expect(new URLSearchParams(body).get('code')).toBe('code-1')
    expect(params).toContainEqual(['code', 'code-1'])
    expect(headers).toContainEqual(['referer', 'https://app.example/cb?code=code-1&state=state-1'])
    expect(headers).toContainEqual(['cookie', 'sid=cookie-1; theme=cookie-2'])
    expect(headers[0]?.[1]).toBe(`Basic ${btoa('tpp-7f3a91:client-secret-1')}`)
    expect(flow.expected.state).toBe('state-1')
    expect(flow.requested.codeVerifier).toBe('verifier-1')
    expect(flow.tokens[0]?.value).toBe('access-token-1')
  })

  test('keeps the shape of tokens, without their signature', () => {
    const { body } = flow.messages[3] as EndpointResponse
    const members = JSON.parse(body) as Record<string, string>
    expect(members['id_token']?.split('.')[2]).toBe('signature-1')
    expect(decodeJwt(members['id_token'] ?? '').payload).toEqual({
      iss: 'https://as.example',
      aud: 'tpp-7f3a91',
      sub: 'user-1',
      nonce: 'n-1',
      name: 'name-1',
      note: 'code code-1',
    })
    expect(members['token_type']).toBe('Bearer')
  })

  test('has redacted evidence', () => {
    expect(flow.messages[3]?.results[0]?.findings).toEqual([
      { code: 'unknown', seen: 'access-token-1', expected: 'not access-token-1' },
    ])
  })

  test('counts what was replaced', () => {
    const stems = receipt.map(({ stem, values }) => `${stem} ${values}`)
    expect(stems).toEqual(expect.arrayContaining(['code 1', 'access-token 1', 'cookie 2']))
    expect(receipt.every(({ places }) => places > 0)).toBe(true)
    expect(unknown.map(({ name }) => name)).toEqual(['blob', 'body'])
  })

  test('leaves what is public', () => {
    expect(flow.clientId).toBe('tpp-7f3a91')
    expect(flow.redirectUris).toEqual(['https://app.example/cb'])
    expect(flow.requested.scope).toBe('openid accounts')
    expect(flow.messages.map(({ kind }) => kind)).toEqual(
      flowWithSecrets().messages.map(({ kind }) => kind),
    )
  })
})

describe('switches', () => {
  test('personal data stays if the tester says so, and secrets do not', () => {
    const { flows } = redactFlows([flowWithSecrets()], { ...defaultRedaction, keepsPersonal: true })
    const text = JSON.stringify(flows)
    expect(text).toContain('Siti Nurhaliza')
    expect(text).toContain(planted.account)
    const { sub: _s, account: _a, ...secrets } = planted
    expect(survivors(flows, Object.values(secrets))).toEqual([])
  })

  test('a value that looks like a secret is replaced unless it is kept', () => {
    const token = 'q7Zk2LmP9xTr4WvB8nYc'
    const flow = flowWith([
      {
        ...flowWithSecrets().messages[6],
        body: JSON.stringify({ trace: token }),
      } as EndpointResponse & Flow['messages'][number],
    ])
    const { flows, unknown } = safe(flow)
    expect(JSON.stringify(flows)).not.toContain(token)
    expect(unknown).toEqual([
      { pseudonym: 'unknown-1', value: token, name: 'trace', suspicion: 'entropy' },
    ])
    const kept = redactFlows([flow], { keepsPersonal: false, kept: new Set([token]) })
    expect(JSON.stringify(kept.flows)).toContain(token)
  })

  test('a body or a path that looks like a secret is replaced, and the path of the redirect_uri is not', () => {
    const [token, path] = ['q7Zk2LmP9xTr4WvB8nYc', 'a1B2c3D4e5F6g7H8i9J0']
    const base = flowWithSecrets().messages[6]
    const flow = flowWith(
      [
        { ...base, id: 'b1', body: token },
        { ...flowWithSecrets().messages[4], id: 'b2', url: `https://rs.example/reset/${token}` },
        { ...flowWithSecrets().messages[1], id: 'b3', target: `https://app.example/${path}` },
      ] as unknown as Flow['messages'],
      { redirectUris: [`https://app.example/${path}`] },
    )
    const [redacted] = safe(flow).flows as [Flow]
    expect(redacted.messages).toMatchObject([
      { body: 'unknown-1' },
      { url: 'https://rs.example/reset/unknown-1' },
      { target: `https://app.example/${path}` },
    ])
  })

  test('two flows share their pseudonyms', () => {
    const second = flowWithSecrets({ ...planted, code: 'another-code-99' }, 'second')
    const { flows } = redactFlows([flowWithSecrets(), second], defaultRedaction)
    expect(flows.map(({ expected }) => expected.state)).toEqual(['state-1', 'state-1'])
    expect(flows.map(({ messages }) => 'params' in messages[1]! && messages[1].params[0])).toEqual([
      ['code', 'code-1'],
      ['code', 'code-2'],
    ])
  })
})

describe('a planted secret never survives', () => {
  const secretText = fc
    .string({ unit: 'grapheme-ascii', minLength: 10, maxLength: 90 })
    .map((text) => text.replaceAll(/[\s;]/g, '_'))
    .filter((text) => /[a-z].*\d|\d.*[a-z]/i.test(text))

  test('in a whole flow, whatever the values are', () => {
    const values = fc.record({
      code: secretText,
      accessToken: secretText,
      refreshToken: secretText,
      verifier: secretText,
      secret: secretText,
      account: secretText,
    })
    fc.assert(
      fc.property(values, (change) => {
        const p: Planted = { ...planted, ...change }
        expect(survivors(safe(flowWithSecrets(p)).flows, Object.values(change))).toEqual([])
      }),
      { numRuns: 150 },
    )
  })

  const wrappings: readonly ((text: string) => string)[] = [
    (text) => text,
    encodeURIComponent,
    (text) => new URLSearchParams({ x: text }).toString(),
    (text) => base64url(`ab${text}`),
    (text) => btoa(unescape(encodeURIComponent(`"${text}`))),
    (text) => JSON.stringify(text),
    (text) => JSON.stringify({ a: [{ b: text }] }),
    (text) =>
      `<p title="${text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')}">x</p>`,
    (text) => signed({ claim: text }, 'c2lnbmF0dXJl'),
    (text) => `https://x.example/cb?next=${encodeURIComponent(text)}#${encodeURIComponent(text)}`,
    (text) => `see ${text}, and ${text}.`,
  ]

  test('in wrappings inside each other, in body, header, URL and evidence', () => {
    const layers = fc.array(fc.constantFrom(...wrappings), { minLength: 1, maxLength: 2 })
    fc.assert(
      fc.property(secretText, layers, (secret, chosen) => {
        const text = chosen.reduce((inner, wrap) => wrap(inner), secret)
        const base = flowWithSecrets({ ...planted, code: secret })
        const extra = [
          { ...base.messages[5], id: 'x1', body: text, headers: [['x-debug', text]] },
          {
            ...base.messages[2],
            id: 'x2',
            body: '',
            params: [['x', text]],
            url: `https://x.example/?a=${encodeURIComponent(text)}`,
          },
        ] as unknown as Flow['messages']
        const { flows } = safe({ ...base, messages: [...base.messages, ...extra] })
        expect(survivors(flows, [secret])).toEqual([])
      }),
      { numRuns: 300 },
    )
  })

  test('in arbitrary JSON, under the name of a secret', () => {
    fc.assert(
      fc.property(secretText, fc.json({ maxDepth: 4 }), (secret, other) => {
        const body = `{"other":${other},"list":[{"access_token":${JSON.stringify(secret)}}],"again":${JSON.stringify(`x${secret}`)}`
        const message = { ...flowWithSecrets().messages[6], body } as Flow['messages'][number]
        expect(survivors(safe(flowWith([message])).flows, [secret])).toEqual([])
      }),
      { numRuns: 200 },
    )
  })
})

test('nothing throws', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 300 })), (texts) => {
      const messages = texts.map(
        (body, index) =>
          ({ ...flowWithSecrets().messages[6], id: `m${index}`, body }) as Flow['messages'][number],
      )
      safe(flowWith(messages))
    }),
    { numRuns: 100 },
  )
})

describe('a value in an unusual place', () => {
  const secret = 'Zx81kqP0vV3mYt7cR2nQ'
  const bodyOf = (body: string, contentType = 'text/html') => {
    const message = {
      ...flowWithSecrets().messages[3],
      body,
      headers: [['content-type', contentType]],
      results: [],
    } as Flow['messages'][number]
    const { flows } = safe(flowWith([message]))
    const [redacted] = flows[0]?.messages ?? []
    return redacted && 'body' in redacted ? redacted.body : ''
  }

  test.each([
    ['a JSON token request', `{"grant_type":"authorization_code","code":"${secret}"}`],
    ['a sentence', `<p>Unknown key ${secret} in the request.</p>`],
    ['a scheme in a sentence', `Sent Authorization: Bearer ${secret} to the server.`],
    ['a program', `client_secret = "${secret}"`],
    ['a log', `  client_secret: ${secret}`],
    ['XML', `<access_token>${secret}</access_token>`],
    [
      'a multipart form',
      `--b\r\nContent-Disposition: form-data; name="client_secret"\r\n\r\n${secret}\r\n--b--`,
    ],
  ])('of %s is replaced', (_, body) => {
    expect(bodyOf(body)).not.toContain(secret)
  })

  test('is not the name of an element of a page', () => {
    const page =
      '<form name="token"><input name="grant_type"><a name="authorization_code" title="https">'
    expect(bodyOf(page)).toBe(page)
  })

  test('is not the code of an error', () => {
    const error = '{"code":"UK.OBIE.Field.Missing","message":"Invalid token: expired"}'
    expect(bodyOf(error, 'application/json')).toBe(error)
  })

  test('of a further cookie in one header is replaced', () => {
    const message = {
      ...flowWithSecrets().messages[3],
      headers: [['set-cookie', `a=1; Path=/\nsid=${secret}; Path=/`]],
      results: [],
    } as Flow['messages'][number]
    const { flows } = safe(flowWith([message]))
    expect(JSON.stringify(flows)).not.toContain(secret)
  })
})

test('tokens that are not part of a flow keep the names of their issuer and client', () => {
  const of = (claims: object) =>
    signed({ iss: 'https://as.test', aud: 'client-1', ...claims }, 'c2ln')
  const [a = '', b = '', opaque] = redactTokens([
    of({ sub: 'aisyah-42', acr: '1' }),
    of({ sub: 'aisyah-42', acr: '2' }),
    'k3Jd8sLq0ZpTg7Vw',
  ])
  const [first, second] = [a, b].map((token) => decodeJwt(token).payload)
  expect(first).toMatchObject({ iss: 'https://as.test', aud: 'client-1', acr: '1' })
  expect(first?.['sub']).toMatch(/^\w+-1$/)
  expect(second?.['sub']).toBe(first?.['sub'])
  expect(opaque).toMatch(/^[a-z-]+-1$/)
})
