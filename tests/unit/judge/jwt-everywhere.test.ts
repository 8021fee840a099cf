import { beforeEach, describe, expect, test } from 'vitest'
import { createJwks } from '@/lib/background/jwks-service'
import { clientSecrets } from '@/lib/background/client-contexts'
import { createKeys } from '@/lib/background/keys-service'
import { createStore } from '@/lib/background/store'
import type { Flow } from '@/lib/flow/model/flow'
import type { OAuthMessage } from '@/lib/flow/model/message'
import { editMessage } from '@/lib/flow/reduce/call-messages'
import { openMessage } from '@/lib/judge/open-message'
import { isPresented } from '@/lib/judge/message-jwts'
import { subjects } from '@/lib/judge/subjects'
import { createVerification } from '@/lib/judge/verify-token'
import type { JsonObject } from '@/lib/model/json'
import type { Params } from '@/lib/model/params'
import type { MessagePart, RuleResult } from '@/lib/model/rule-result'
import { browser } from '../background/harness'
import { clients, inspect, issuerB, now, putFlow, twoBanks } from '../background/token-world'
import { redirectUri } from '../flow/browser'
import { response } from '../../rules/artefacts'
import { compact } from '../../rules/tokens'

const header = {
  alg: 'PS256',
  kid: '../../etc/passwd',
  jku: 'https://evil.example/jwks',
  crit: ['x'],
}
const bad = compact(header, { iss: issuerB, aud: clients.b, sub: 'u', exp: 1 })

function answered(kind: string, body: string | JsonObject, type = 'application/json') {
  return {
    kind,
    id: 'm',
    at: now * 1000,
    source: 'parley',
    results: [],
    requestMessageId: null,
    status: 200,
    headers: [['content-type', type]],
    body: typeof body === 'string' ? body : JSON.stringify(body),
    truncated: false,
    took: 1,
    issues: [],
    jwts: [],
  } as unknown as OAuthMessage
}
function sent(kind: string, params: Readonly<Record<string, string>>, headers: Params = []) {
  const type = ['client_assertion_type', 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer']
  return {
    kind,
    id: 'm',
    at: now * 1000,
    source: 'parley',
    results: [],
    method: 'POST',
    url: `${issuerB}/x`,
    headers,
    body: '',
    params: [...Object.entries(params), type],
    certificate: false,
  } as unknown as OAuthMessage
}
const inUrl = (query: string) =>
  response(`${redirectUri}${query}`, { at: now * 1000 }).message as OAuthMessage

/** The same bad JWT in every part of a message that may hold one. */
const places: Readonly<Record<string, OAuthMessage>> = {
  'authorization-response response': inUrl(`?response=${bad}`),
  'authorization-response id_token': inUrl(`#code=c&id_token=${bad}`),
  'authorization-response access_token': inUrl(`#access_token=${bad}&token_type=Bearer`),
  'token-response id_token': answered('token-response', { access_token: 'x', id_token: bad }),
  'token-response access_token': answered('token-response', { access_token: bad }),
  'userinfo-response body': answered('userinfo-response', bad, 'application/jwt'),
  'introspection-response body': answered(
    'introspection-response',
    bad,
    'application/token-introspection+jwt',
  ),
  'token-response refresh_token': answered('token-response', { refresh_token: bad }),
  'resource-response body': answered('resource-response', bad, 'application/jwt'),
}

const params = [
  'request',
  'client_assertion',
  'assertion',
  'refresh_token',
  'subject_token',
  'actor_token',
  'access_token',
  'token',
  'id_token_hint',
  'login_hint_token',
]

const endpoints = [
  'par',
  'authorization',
  'token',
  'userinfo',
  'introspection',
  'revocation',
  'backchannel',
  'device',
  'resource',
]
const requests = endpoints.flatMap((endpoint): [string, OAuthMessage][] => {
  const kind = `${endpoint}-request`
  return [
    ...params.map((name): [string, OAuthMessage] => [
      `${kind} ${name}`,
      sent(kind, { [name]: bad }),
    ]),
    [`${kind} DPoP`, sent(kind, {}, [['dpop', bad]])],
    [`${kind} Authorization`, sent(kind, {}, [['authorization', `Bearer ${bad}`]])],
  ]
})

const parts = Object.entries(subjects).flatMap(([kind, rows]) =>
  rows.flatMap(({ on, of }) => (on === 'jwt' ? [[`${kind} ${of}`, of] as const] : [])),
)

/** A registration has no parameters: its JWTs are its body, a member of it, and a token in a header. */
const registration = sent('registration-request', {}) as Extract<
  OAuthMessage,
  { kind: 'registration-request' }
>
const registrations: Readonly<Record<string, OAuthMessage>> = {
  'registration-request body': { ...registration, body: bad },
  'registration-request software_statement': {
    ...registration,
    body: JSON.stringify({ software_statement: bad }),
  },
  'registration-request Authorization': {
    ...registration,
    headers: [['authorization', `Bearer ${bad}`]],
  },
}

const apiCall = sent('resource-request', {}) as Extract<OAuthMessage, { kind: 'resource-request' }>

const everywhere: Readonly<Record<string, OAuthMessage>> = {
  ...places,
  ...registrations,
  'resource-request body': { ...apiCall, body: bad },
  ...Object.fromEntries(requests),
}

let owner: Pick<Flow, 'profileId' | 'issuer' | 'clientId'>
beforeEach(async () => {
  const { b } = await twoBanks()
  owner = { profileId: b, issuer: issuerB, clientId: clients.b }
})

/** The results of each message of a flow, opened in this order. */
async function openedAll(messages: readonly OAuthMessage[]) {
  let flow = await putFlow(owner, messages)
  const store = createStore(browser.ports)
  const keys = createKeys(browser.ports, store)
  const check = createVerification(
    createJwks(browser.ports, store),
    keys,
    clientSecrets(browser.ports),
  )
  for (const message of messages)
    flow = editMessage(
      flow,
      message.id,
      await openMessage(message, flow, await store.data(), check),
    )
  return flow.messages.map(({ results }) => results)
}

async function openedIn(message: OAuthMessage): Promise<readonly RuleResult[]> {
  return (await openedAll([message])).flat()
}

const failed = (results: readonly RuleResult[], of: MessagePart) =>
  results.filter((each) => each.of === of && each.outcome === 'failed')

/** The failures of a JWT as a JWT. That it expired is said once, by the rule that knows it best. */
const failures = (results: readonly RuleResult[], of: MessagePart) =>
  failed(results, of).flatMap(({ id, on, findings }) =>
    findings[0]?.code === 'expired' ? ['expired'] : on === 'jwt' ? [id] : [],
  )

test('every part that may hold a JWT is tried', () => {
  for (const [name] of parts) expect(Object.keys(everywhere)).toContain(name)
})

describe('a JWT is judged as a JWT wherever it is', () => {
  test.each(parts)('%s', async (name, of) => {
    const pasted = failures((await inspect(bad)).results, 'message')
    expect(pasted).toEqual(['jose-crit', 'jose-kid-suspicious', 'jose-jku-x5u-jwk', 'expired'])
    const message = everywhere[name]
    if (!message) throw new Error('No message')
    const expected = pasted.filter((each) => each !== 'expired' || !isPresented(message, of))
    expect(failures(await openedIn(message), of).toSorted()).toEqual(expected.toSorted())
  })

  test.each(['', 'text/plain', 'application/json; charset=utf-8'])(
    'in a body with the media type "%s"',
    async (type) => {
      for (const kind of ['userinfo-response', 'introspection-response', 'resource-response'])
        expect(failures(await openedIn(answered(kind, bad, type)), 'body')).toContain('jose-crit')
    },
  )

  test('in the body of an error response', async () => {
    const message = { ...answered('resource-response', bad, 'application/jwt'), status: 400 }
    expect(failures(await openedIn(message as OAuthMessage), 'body')).toContain('jose-crit')
  })

  test('with a client_assertion_type that is missing', async () => {
    const message = { ...sent('token-request', {}), params: [['client_assertion', bad]] }
    const results = await openedIn(message as unknown as OAuthMessage)
    expect(failures(results, 'client_assertion')).toContain('jose-crit')
  })
})

describe('no false alarm', () => {
  test.each(['opaque', 'a.b.c', 'PHNhbWw6QXNzZXJ0aW9uLz4', '-x'])(
    'about the token %s, which is not a JWT',
    async (text) => {
      const values = Object.fromEntries(params.slice(2).map((name) => [name, text]))
      const headers = [['authorization', `Bearer ${text}`]] as const
      const message = { ...sent('resource-request', values, headers) }
      for (const kind of ['token', 'userinfo', 'introspection', 'revocation', 'resource']) {
        const request = { ...message, kind: `${kind}-request` } as unknown as OAuthMessage
        const results = await openedIn(request)
        expect(results.filter(({ of }) => of !== 'message')).toEqual([])
      }
    },
  )

  test('about a signed body that is not a JWT', async () => {
    const jws = ['{"alg":"PS256"}', 'plain text', 'signature'].map((part) => btoa(part)).join('.')
    const text = jws.replaceAll('=', '')
    expect(await openedIn(answered('resource-response', text, 'application/jose'))).toEqual([])
  })

  test('about a JWT that is cut off', async () => {
    const cut = answered('userinfo-response', bad.slice(0, -20), 'application/jwt')
    const results = await openedIn({ ...cut, truncated: true } as OAuthMessage)
    expect(results.filter(({ on }) => on === 'jwt')).toEqual([])
  })
})

test('a software statement that an API returns is judged as one', async () => {
  const statement = compact({ alg: 'PS256' }, { software_id: 's1', iat: now })
  const results = await openedIn(answered('resource-response', statement, 'application/jwt'))
  const own = results.filter(({ on }) => on === 'software-statement')
  expect(own.map(({ id, of, outcome }) => [id, of, outcome])).toContainEqual([
    'ss-iss',
    'body',
    'failed',
  ])
  const other = await openedIn(answered('userinfo-response', statement, 'application/jwt'))
  expect(other.filter(({ on }) => on === 'software-statement')).toEqual([])
})

test('a token is judged where a flow first contains it, and not again', async () => {
  const received = answered('token-response', { access_token: bad, refresh_token: bad })
  const again: readonly OAuthMessage[] = [
    sent('userinfo-request', {}, [['authorization', `DPoP ${bad}`]]),
    sent('introspection-request', { token: bad }),
    sent('token-request', { subject_token: bad }),
    answered('token-response', { refresh_token: bad }),
  ].map((message, index) => ({ ...message, id: `m${index}` }))
  const [first] = await openedAll([received])
  expect(failures(first ?? [], 'access_token')).toContain('jose-crit')
  const [, ...rest] = await openedAll([received, ...again])
  for (const results of rest) expect(results.filter(({ on }) => on === 'jwt')).toEqual([])
})
