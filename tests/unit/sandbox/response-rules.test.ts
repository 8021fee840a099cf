import { importJWK } from 'jose'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { emptyContext, type JudgingContext } from '@/lib/facts/judging-context'
import type { Check } from '@/lib/judge/verify-token'
import { param, type Params } from '@/lib/model/params'
import type { AuthorizationResponse } from '@/lib/flow/model/message'
import { membersOf } from '@/lib/flow/read/response-members'
import { noRequestedParams } from '@/lib/flow/model/flow'
import { decodeJwt } from '@/lib/jose/decode'
import { decryptJwe } from '@/lib/jose/decrypt'
import { hashesOf } from '@/lib/jose/hashes'
import type { JsonObject } from '@/lib/model/json'
import { verifyJwt } from '@/lib/jose/verify'
import { tokenRole } from '@/lib/oauth/token-kind'
import { emptyResponseContext } from '@/lib/facts/response-context'
import { judge } from '@/lib/rules/run'
import { response } from '../../rules/artefacts'
import type { PushOptions, Pushed } from '../../sandbox/data-consumer.ts'
import { startSandbox, type Sandbox } from '../../sandbox/sandbox.ts'
import { authorizeUrl, createUserAgent } from './user-agent.ts'

let sandbox: Sandbox
let metadata: JsonObject
let keys: readonly JsonObject[]

beforeAll(async () => {
  sandbox = await startSandbox({ kind: 'wide', unattended: true })
  metadata = (await (await fetch(sandbox.discoveryUrl)).json()) as JsonObject
  keys = ((await (await fetch(String(metadata['jwks_uri']))).json()) as { keys: JsonObject[] }).keys
})

afterAll(() => sandbox.close())

const check = async (text: string, clientId: string): Promise<Awaited<ReturnType<Check>>> => {
  const outer = decodeJwt(text)
  const held = sandbox.clients.find((client) => client.clientId === clientId)?.encryptionKey
  const privateKey = held && (await importJWK(held.privateJwk))
  const opening = privateKey instanceof CryptoKey ? [privateKey] : []
  const decryption =
    outer.kind === 'jwe'
      ? await decryptJwe(
          outer,
          opening.map((key) => ({
            kid: String(held?.kid),
            alg: held?.publicJwk.alg ?? '',
            privateKey: key,
          })),
        )
      : null
  const jwt = decodeJwt(decryption?.plaintext ?? text)
  const verification = await verifyJwt(jwt, { keys, source: 'jwks_uri' })
  return {
    jwt,
    decryption,
    verification,
    keyIssues: [],
    role: tokenRole(jwt),
    signer: { by: 'pasted' },
    further: [],
    sdJwt: null,
  }
}

/** The response that the server sends, as a browser would tell of it. */
async function answered(options: PushOptions): Promise<[Pushed, AuthorizationResponse]> {
  const pushed = await sandbox.consumer().push(options)
  const stop = await createUserAgent(sandbox.issuer).go(authorizeUrl(sandbox.issuer, pushed))
  const fields = [...stop.body.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)]
  const form: Params = fields.map(([, name = '', value = '']) => [name, value])
  const url = form.length > 0 ? pushed.redirectUri : stop.url
  const known = { redirectUris: [pushed.redirectUri] }
  const posted = { responseMode: 'form', params: form, method: 'POST', via: 'navigation' } as const
  const overrides = { at: Date.now(), ...(form.length > 0 ? posted : {}) }
  return [pushed, response(url, overrides, known).message]
}

/** What fails, at its worst, of the response and of the tokens that it brings. */
async function failures(options: PushOptions): Promise<readonly string[]> {
  const [pushed, plain] = await answered(options)
  const jarmText = param(plain.params, 'response')
  const jarm = jarmText === undefined ? null : await check(jarmText, pushed.clientId)
  if (jarm?.decryption) expect(jarm.decryption.status).toBe('opened')
  const message = {
    ...plain,
    jwts: jarm && jarmText ? [{ name: 'response', text: jarmText, ...jarm }] : [],
  }
  const members = membersOf(message)
  const idTokenText = param(members, 'id_token')
  const idToken = idTokenText === undefined ? null : await check(idTokenText, pushed.clientId)
  const hash = async (name: string) => hashesOf(param(members, name) ?? '')
  const bare = emptyContext(Date.now())
  const context: JudgingContext = {
    ...bare,
    issuer: sandbox.issuer,
    clientId: pushed.clientId,
    redirectUris: [pushed.redirectUri],
    metadata,
    expected: { state: pushed.state, nonce: pushed.nonce },
    requested: {
      ...noRequestedParams,
      responseType: options.responseType ?? 'code',
      responseMode: options.responseMode ?? null,
    },
    tokenContext: {
      ...bare.tokenContext,
      from: 'authorization-response',
      hashes: { accessToken: null, code: await hash('code'), state: null },
    },
  }
  const responseContext = { ...emptyResponseContext, origins: [new URL(sandbox.issuer).origin] }
  const results = [
    ...judge('authorization-response', { message, responseContext, context }, 'oauth2'),
    ...(jarm
      ? [
          ...judge('jarm', { message, ...jarm, context }, 'oauth2'),
          ...judge('jwt', { ...jarm, context }, 'oauth2'),
        ]
      : []),
    ...(idToken
      ? [
          ...judge('jwt', { ...idToken, context }, 'oauth2', 'id_token'),
          ...judge('id-token', { ...idToken, context }, 'oauth2', 'id_token'),
        ]
      : []),
  ]
  expect(results.filter(({ outcome }) => outcome === 'crashed')).toEqual([])
  return results
    .filter(({ outcome, severity }) => outcome === 'failed' && severity === 'fail')
    .map(({ id }) => id)
}

test.each<PushOptions>([
  {},
  { responseMode: 'fragment' },
  { responseMode: 'form_post' },
  { responseMode: 'jwt' },
  { responseMode: 'query.jwt' },
  { responseMode: 'fragment.jwt' },
  { responseMode: 'form_post.jwt' },
  { responseType: 'code id_token' },
  { responseType: 'code id_token', responseMode: 'form_post' },
  { responseType: 'code id_token', responseMode: 'jwt' },
  { responseMode: 'query.jwt', clientId: 'wide-encrypted-rsa' },
  { responseMode: 'form_post.jwt', clientId: 'wide-encrypted-ec' },
  { responseMode: 'query.jwt', fault: 'error-with-uri' },
])('nothing is wrong with what a good server answers to %j', async (options) => {
  expect(await failures(options)).toEqual([])
})

test.each<[PushOptions, readonly string[]]>([
  [{ fault: 'response-iss-wrong' }, ['ar-mixup', 'ar-iss-match']],
  [{ responseMode: 'jwt', fault: 'response-iss-wrong' }, ['ar-mixup', 'jarm-iss']],
  [{ responseMode: 'jwt', fault: 'response-state-wrong' }, ['jarm-state']],
  [{ fault: 'response-in-both' }, ['ar-duplicate-params']],
  [{ fault: 'response-not-jwt' }, ['jose-compact-form']],
])('%j is found out', async (options, expected) => {
  expect(await failures(options)).toEqual(expect.arrayContaining([...expected]))
})
