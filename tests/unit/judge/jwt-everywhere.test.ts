import { beforeEach, describe, expect, test } from 'vitest'
import { createJwks } from '@/lib/background/jwks-service'
import { clientSecrets } from '@/lib/background/client-contexts'
import { createKeys } from '@/lib/background/keys-service'
import { createStore } from '@/lib/background/store'
import type { Flow } from '@/lib/flow/model/flow'
import type { OAuthMessage } from '@/lib/flow/model/message'
import { openMessage } from '@/lib/judge/open-message'
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
}

const endpoints = ['par', 'token', 'userinfo', 'introspection', 'revocation', 'resource']
const requests = endpoints.flatMap((endpoint): [string, OAuthMessage][] => {
  const kind = `${endpoint}-request`
  return [
    [`${kind} request`, sent(kind, { request: bad })],
    [`${kind} client_assertion`, sent(kind, { client_assertion: bad })],
    [`${kind} DPoP`, sent(kind, {}, [['dpop', bad]])],
  ]
})

const parts = Object.entries(subjects).flatMap(([kind, rows]) =>
  rows.flatMap(({ on, of }) => (on === 'jwt' ? [[`${kind} ${of}`, of] as const] : [])),
)

const everywhere: Readonly<Record<string, OAuthMessage>> = {
  ...places,
  ...Object.fromEntries(requests),
  'authorization-request request': {
    ...sent('authorization-request', { request: bad }),
    frame: 'top',
  } as OAuthMessage,
}

let owner: Pick<Flow, 'profileId' | 'issuer' | 'clientId'>
beforeEach(async () => {
  const { b } = await twoBanks()
  owner = { profileId: b, issuer: issuerB, clientId: clients.b }
})

async function openedIn(message: OAuthMessage): Promise<readonly RuleResult[]> {
  const flow = await putFlow(owner, [message])
  const store = createStore(browser.ports)
  const keys = createKeys(browser.ports, store)
  const check = createVerification(
    createJwks(browser.ports, store),
    keys,
    clientSecrets(browser.ports),
  )
  const { results } = await openMessage(message, flow, await store.data(), check)
  return results
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

describe('a JWT is judged as a JWT wherever it stands', () => {
  test.each(parts)('%s', async (name, of) => {
    const pasted = failures((await inspect(bad)).results, 'message')
    expect(pasted).toEqual(['jose-crit', 'jose-kid-suspicious', 'jose-jku-x5u-jwk', 'expired'])
    const message = everywhere[name]
    if (!message) throw new Error('No message')
    expect(failures(await openedIn(message), of).toSorted()).toEqual(pasted.toSorted())
  })
})
