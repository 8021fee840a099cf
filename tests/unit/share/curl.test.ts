import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { promisify } from 'node:util'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { toCurl, type CurlRequest } from '@/lib/share/curl'

const run = promisify(execFile)

const token: CurlRequest = {
  method: 'POST',
  url: 'https://auth.example/token',
  headers: [
    ['accept', 'application/json'],
    ['authorization', 'Basic YTpi'],
    ['content-type', 'application/x-www-form-urlencoded;charset=UTF-8'],
    ['dpop', 'eyJ.eyJ.x'],
  ],
  body: 'grant_type=authorization_code&code=c0de&redirect_uri=https%3A%2F%2Fapp.example%2Fcb&scope=a+b&client_assertion=eyJ',
  params: [['grant_type', 'authorization_code']],
  certificate: false,
}

const masked = { secrets: false, shell: 'posix' } as const
const open = { secrets: true, shell: 'posix' } as const

describe('the command', () => {
  test('names its secrets as variables', () => {
    expect(toCurl(token, masked)).toBe(`# Fill in and run first:
# export CLIENT_CREDENTIALS=''
# export DPOP_PROOF=''
# export CODE=''
# export CLIENT_ASSERTION=''
curl \\
  --url 'https://auth.example/token' \\
  --header 'accept: application/json' \\
  --header 'authorization: Basic '"$CLIENT_CREDENTIALS" \\
  --header 'content-type: application/x-www-form-urlencoded;charset=UTF-8' \\
  --header 'dpop: '"$DPOP_PROOF" \\
  --data-urlencode 'grant_type=authorization_code' \\
  --data-urlencode 'code='"$CODE" \\
  --data-urlencode 'redirect_uri=https://app.example/cb' \\
  --data-raw 'scope=a+b' \\
  --data-urlencode 'client_assertion='"$CLIENT_ASSERTION"`)
  })

  test('holds them where that is wanted', () => {
    const command = toCurl(token, open)
    expect(command).toContain("'authorization: Basic YTpi'")
    expect(command).toContain("'code=c0de'")
    expect(command).not.toMatch(/\$|#/)
  })

  test('shows a certificate, a method, an access token and the empty header', () => {
    const request = {
      ...token,
      method: 'DELETE',
      headers: [
        ['Authorization', 'DPoP secret'],
        ['x-empty', ''],
      ] as const,
      body: '',
      params: [],
      certificate: true,
    }
    expect(toCurl(request, masked)).toBe(`# Fill in and run first:
# export ACCESS_TOKEN=''
curl \\
  --request 'DELETE' \\
  --url 'https://auth.example/token' \\
  --cert 'client.pem' \\
  --key 'client.key' \\
  --header 'Authorization: DPoP '"$ACCESS_TOKEN" \\
  --header 'x-empty;'`)
  })

  test('hides secrets of the query too', () => {
    const url = 'https://auth.example/auth?client_id=a&request=eyJ.x&x=[1]#f'
    const request = { ...token, method: 'GET', url, headers: [], body: '', params: [] }
    expect(toCurl(request, masked)).toBe(`# Fill in and run first:
# export REQUEST=''
curl \\
  --globoff \\
  --url 'https://auth.example/auth?client_id=a&request='"$REQUEST"'&x=[1]'`)
  })

  test('no secret stays, whatever it is', () => {
    const secret = fc.stringMatching(/^[a-z\d]{12,40}$/)
    const name = fc.constantFrom('client_secret', 'code', 'refresh_token', 'token', 'request')
    fc.assert(
      fc.property(name, secret, (param, value) => {
        const body = `a=b&${param}=${value}`
        const headers = [['authorization', `Bearer ${value}`]] as const
        const url = `https://auth.example/?${param}=${value}`
        const request = { ...token, url, headers, body, params: [[param, value]] as const }
        expect(toCurl(request, masked)).not.toContain(value)
        expect(toCurl(request, open).split(value)).toHaveLength(4)
      }),
    )
  })
})

/** Anything but U+0000, which no argument can hold. */
const text = fc
  .oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: fc.constantFrom("'", '"', '$', '`', '\\', '\n', '\r', '!', ' ', '&', '=') }),
    fc.constantFrom('$(id)', '`id`', '${HOME}', "'; id; '", '@file', '-x', '%00', '\\0', '*', '~'),
  )
  .map((value) => value.replaceAll('\0', ''))

/** Each run of a property starts a process, which takes its time where others work as well. */
const manyProcesses = 60_000

describe('quoting', { timeout: manyProcesses }, () => {
  test('a shell gives back each value as it was', async () => {
    const value = text.filter((given) => given.isWellFormed() && given !== '')
    await fc.assert(
      fc.asyncProperty(fc.array(value, { minLength: 1, maxLength: 20 }), async (values) => {
        const headers = values.map((given) => ['x', given] as const)
        const request = { ...token, headers, body: '', params: [], method: 'GET' }
        const command = toCurl(request, open).replace(
          /^curl/,
          String.raw`each() { printf '%s\0' "$@"; }; each`,
        )
        const { stdout } = await run('sh', ['-c', command])
        const printed = stdout.split('\0').slice(0, -1)
        expect(printed.filter((_, index) => index > 2 && index % 2 === 1)).toEqual(
          values.map((given) => `x: ${given}`),
        )
      }),
      { numRuns: 60 },
    )
  })
})

const hasCurl = await run('curl', ['--version']).then(
  () => true,
  () => false,
)

describe.runIf(hasCurl)('what curl sends', { timeout: manyProcesses }, () => {
  interface Received {
    readonly method: string | undefined
    readonly url: string | undefined
    readonly headers: IncomingMessage['headers']
    readonly body: string
  }
  let received: Received[] = []
  let origin = ''

  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { method, url, headers } = request
      received.push({ method, url, headers, body: Buffer.concat(chunks).toString() })
      response.end()
    })
  })

  beforeAll(async () => {
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  afterAll(() => {
    server.closeAllConnections()
    server.close()
  })

  const perform = async (command: string, env: NodeJS.ProcessEnv = {}) => {
    received = []
    await run('sh', ['-c', `${command} --silent --noproxy '*'`], {
      env: { ...process.env, ...env },
    })
    const [only] = received
    if (!only) throw new Error('Nothing was sent')
    return only
  }

  const form = fc.array(fc.tuple(text, text), { minLength: 1, maxLength: 8 })

  test('is the form, octet by octet', async () => {
    await fc.assert(
      fc.asyncProperty(form, async (pairs) => {
        const params = pairs.map(([name, value]) => [name, value])
        const body = String(new URLSearchParams(params))
        const request = { ...token, url: `${origin}/x`, body, params: pairs }
        const sent = await perform(toCurl(request, open))
        expect(sent).toMatchObject({
          method: 'POST',
          body,
          headers: { 'content-type': 'application/x-www-form-urlencoded;charset=UTF-8' },
        })
      }),
      { numRuns: 100 },
    )
  })

  test('is any other body, octet by octet', async () => {
    const body = text.filter((given) => given.isWellFormed() && given !== '')
    await fc.assert(
      fc.asyncProperty(body, async (given) => {
        const request = { ...token, url: `${origin}/x`, method: 'PUT', body: given, params: [] }
        expect(await perform(toCurl(request, open))).toMatchObject({ method: 'PUT', body: given })
      }),
      { numRuns: 60 },
    )
  })

  test('is what the variables hold', async () => {
    const url = `${origin}/x?request=y&b=2`
    const variables = {
      CODE: `a'b"c $d%&=+é`,
      CLIENT_ASSERTION: 'eyJ.a.b',
      CLIENT_CREDENTIALS: 'QTpC',
      DPOP_PROOF: 'x.y.z',
      REQUEST: 'r.s.t',
    }
    const sent = await perform(toCurl({ ...token, url }, masked), variables)
    expect(sent).toMatchObject({
      url: '/x?request=r.s.t&b=2',
      headers: { authorization: 'Basic QTpC', dpop: 'x.y.z', accept: 'application/json' },
    })
    expect([...new URLSearchParams(sent.body)]).toEqual([
      ['grant_type', 'authorization_code'],
      ['code', variables.CODE],
      ['redirect_uri', 'https://app.example/cb'],
      ['scope', 'a b'],
      ['client_assertion', 'eyJ.a.b'],
    ])
  })

  test.each([
    ['GET', ''],
    ['HEAD', ''],
    ['POST', ''],
    ['DELETE', ''],
    ['PATCH', '{"a":1}'],
    ['POST', 'a=1&&b=2&'],
    ['POST', '&a=1'],
    ['POST', 'a'],
    ['POST', '=a'],
    ['POST', '%zz=%zz'],
  ])('%s with "%s"', async (method, body) => {
    const params = body.startsWith('{') || body === '' ? [] : [['a', '1'] as const]
    const request = { ...token, url: `${origin}/x?a=[1-3]&b={c}`, method, body, params }
    expect(await perform(toCurl(request, open))).toMatchObject({
      method,
      body,
      url: '/x?a=[1-3]&b={c}',
    })
  })
})
