import { compactDecrypt, decodeJwt, importJWK } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { authorizeUrlOf, type PushOptions } from '../../sandbox/data-consumer.ts'
import { unescapeHtml } from '../../sandbox/html.ts'
import { unknownParameters } from '../../sandbox/response-faults.ts'
import { startSandbox, type Sandbox } from '../../sandbox/sandbox.ts'
import { clientOf } from './client.ts'
import { createUserAgent } from './user-agent.ts'

let sandbox: Sandbox

beforeAll(async () => {
  sandbox = await startSandbox({ kind: 'wide', unattended: true })
})

afterAll(() => sandbox.close())

interface Got {
  readonly container: 'query' | 'fragment' | 'form'
  readonly parameters: readonly (readonly [string, string])[]
}

const input = /<input type="hidden" name="([^"]*)" value="([^"]*)"\s*\/?>/g

/** Goes through a consent, and reads how the response would reach the application. */
async function respond(options: PushOptions): Promise<Got & { readonly state: string }> {
  const pushed = await sandbox.consumer('wide-es256').push(options)
  const agent = createUserAgent(sandbox.origins.authorization)
  const { url, body } = await agent.go(authorizeUrlOf(sandbox.issuer, pushed))
  const { state } = pushed
  const { search, hash } = new URL(url)
  if (url.startsWith(pushed.redirectUri)) {
    const container = search === '' ? 'fragment' : 'query'
    return {
      container,
      parameters: [...new URLSearchParams(search.slice(1) || hash.slice(1))],
      state,
    }
  }
  expect(body).toContain(`action="${pushed.redirectUri}`)
  const parameters = [...body.matchAll(input)].map(
    ([, name = '', value = '']) => [unescapeHtml(name), unescapeHtml(value)] as const,
  )
  return { container: 'form', parameters, state }
}

const valueOf = ({ parameters }: Got, name: string) => Object.fromEntries(parameters)[name] ?? ''

const modes = [
  ['query', 'query'],
  ['fragment', 'fragment'],
  ['form_post', 'form'],
] as const

describe.each(modes)('%s', (responseMode, container) => {
  test('a code, an error, a hybrid response', async () => {
    const [code, error, hybrid] = await Promise.all([
      respond({ responseMode }),
      respond({ responseMode, fault: 'error-with-uri' }),
      ...(responseMode === 'query'
        ? []
        : [respond({ responseMode, responseType: 'code id_token' })]),
    ])
    expect(code).toMatchObject({ container })
    expect(code.parameters).toEqual([
      ['code', expect.any(String)],
      ['state', code.state],
      ['iss', sandbox.issuer],
    ])
    expect(error?.parameters).toEqual([
      ['error', 'access_denied'],
      ['error_description', 'The data provider refused the consent'],
      ['state', error?.state],
      ['iss', sandbox.issuer],
      ['error_uri', 'https://bank.invalid/errors#access_denied'],
    ])
    if (hybrid) expect(decodeJwt(valueOf(hybrid, 'id_token'))).toMatchObject({ sub: 'aisyah' })
  })

  test('unknown parameters and doubled ones', async () => {
    const [unknown, doubled] = await Promise.all([
      respond({ responseMode, fault: 'response-unknown' }),
      respond({ responseMode, fault: 'response-code-twice' }),
    ])
    expect(unknown.parameters.slice(-3)).toEqual(unknownParameters)
    expect(doubled.parameters.filter(([name]) => name === 'code')).toHaveLength(2)
  })

  test('JARM, signed', async () => {
    const [code, error] = await Promise.all([
      respond({ responseMode: `${responseMode}.jwt` }),
      respond({ responseMode: `${responseMode}.jwt`, fault: 'response-iss-wrong' }),
    ])
    expect(code.container).toBe(container)
    expect(code.parameters).toHaveLength(1)
    expect(decodeJwt(valueOf(code, 'response'))).toMatchObject({
      iss: sandbox.issuer,
      aud: 'wide-es256',
      state: code.state,
      code: expect.any(String),
      exp: expect.any(Number),
    })
    expect(decodeJwt(valueOf(error, 'response'))).toMatchObject({ iss: 'https://issuer.invalid' })
  })
})

test('jwt alone is in the query', async () => {
  expect(await respond({ responseMode: 'jwt' })).toMatchObject({ container: 'query' })
})

test.each(['wide-encrypted-rsa', 'wide-encrypted-ec'] as const)(
  'JARM for %s is encrypted to its key',
  async (clientId) => {
    const { encryptionKey } = clientOf(sandbox, clientId)
    const got = await respond({ clientId, responseMode: 'query.jwt' })
    const key = await importJWK(encryptionKey?.privateJwk ?? {})
    const { plaintext } = await compactDecrypt(valueOf(got, 'response'), key)
    expect(decodeJwt(new TextDecoder().decode(plaintext))).toMatchObject({ state: got.state })
  },
)

const noJwt: string = expect.stringMatching(/^this-is-no-jwt-/)

test('a response that is not a JWT, in each response mode', async () => {
  const got = await Promise.all(
    modes.map(([responseMode]) =>
      respond({ responseMode: `${responseMode}.jwt`, fault: 'response-not-jwt' }),
    ),
  )
  for (const { parameters } of got) expect(parameters).toEqual([['response', noJwt]])
})

test('a form that is large, and one that is not UTF-8', async () => {
  const large = await respond({ responseMode: 'form_post', fault: 'response-large' })
  expect(valueOf(large, 'padding').length).toBeGreaterThan(200_000)
  const pushed = await sandbox
    .consumer('wide-es256')
    .push({ responseMode: 'form_post', fault: 'response-encoding-invalid' })
  const agent = createUserAgent(sandbox.origins.authorization)
  const { body } = await agent.go(authorizeUrlOf(sandbox.issuer, pushed))
  expect(body).toContain('accept-charset="windows-1252"')
  expect(body).toContain('value="café"')
})
