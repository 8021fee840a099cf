import fc from 'fast-check'
import * as oauth from 'oauth4webapi'
import { describe, expect, test } from 'vitest'
import type { JsonObject } from '@/lib/model/json'
import type { ArtefactKind } from '@/lib/model/rule-result'
import { judge } from '@/lib/rules/run'
import type { Artefacts } from '@/lib/rules/artefacts'
import type { JudgingContext } from '@/lib/facts/judging-context'
import { codeRequest, introspection, knowing, tokenResponse, userinfo } from '../../rules/answers'
import { clientId, issuer, metadata, noon, unknown } from '../../rules/artefacts'
import { idClaims, now, sign, token, withNonce } from '../../rules/tokens'

const as: oauth.AuthorizationServer = { ...metadata, issuer }
/** The clock of the artefacts. */
const client: oauth.Client = {
  client_id: clientId,
  [oauth.clockSkew]: Math.round((noon - Date.now()) / 1000),
  id_token_signed_response_alg: 'PS256',
}
const nonce = String(idClaims['nonce'])

type Answer = Artefacts['token-response' | 'userinfo-response' | 'introspection-response']

function responseOf({ message: { status, headers, body } }: Answer): Response {
  const pairs = headers.map(([name, value]): [string, string] => [name, value])
  return new Response(body, { status: status ?? 200, headers: pairs })
}

async function isRefused(answer: Promise<unknown>): Promise<boolean> {
  return answer.then(
    () => false,
    () => true,
  )
}

/** The rules that fail at their worst, with no word of those that crash. */
function failures<K extends ArtefactKind>(kind: K, artefact: Artefacts[K]): readonly string[] {
  const results = judge(kind, artefact, 'fapi2')
  expect(results.filter(({ outcome }) => outcome === 'crashed')).toEqual([])
  return results
    .filter(({ outcome, severity }) => outcome === 'failed' && severity === 'fail')
    .map(({ id }) => id)
}

const openid: JudgingContext = knowing({
  requested: { ...unknown.requested, scope: 'openid accounts' },
})
const odd = fc.constantFrom<unknown>('', 1, true, null, [], {}, 'a b"c')
/** A member as it should be, as something odd, or not at all. */
const about = (good: unknown) => fc.oneof(fc.constant(good), odd, fc.constant(undefined))

describe('what oauth4webapi refuses fails a rule', () => {
  const accept = { expectedNonce: nonce, requireIdToken: true }

  test('of token responses', async () => {
    const idToken = await sign()
    const members = fc.record({
      access_token: about('9f3QeKcZ0VtXyLr7Bn2MwAhJs5DgUoPi8TfRqEbYk1C'),
      token_type: fc.oneof(about('bearer'), fc.constantFrom('DPoP', 'mac')),
      scope: fc.constantFrom<unknown>('openid accounts', undefined, 1, ['openid']),
      id_token: fc.constantFrom<unknown>(idToken, undefined, 1, ''),
    })
    const overrides = fc.constantFrom(
      {},
      { headers: [['content-type', 'text/html']] as const },
      { status: 201 },
      { body: '[]' },
    )
    await fc.assert(
      fc.asyncProperty(members, overrides, async (changed, override) => {
        const artefact = tokenResponse(changed, override, { context: openid })
        const processed = oauth.processAuthorizationCodeResponse(
          as,
          client,
          responseOf(artefact),
          accept,
        )
        if (await isRefused(processed)) expect(failures('token-response', artefact)).not.toEqual([])
      }),
      { numRuns: 400 },
    )
  })

  test('of ID tokens', async () => {
    const claims = fc.record({
      iss: fc.oneof(about(issuer), fc.constant(`${issuer}/`)),
      sub: about('248289761001'),
      aud: fc.oneof(about(clientId), fc.constantFrom([clientId], ['another'])),
      exp: fc.oneof(about(now + 60), fc.constantFrom(now - 120)),
      iat: about(now),
      nonce: about(nonce),
      auth_time: fc.constantFrom<unknown>(undefined, now - 400, now - 10, 'now'),
    })
    const maxAge = fc.constantFrom(null, 300)
    const likely = fc.oneof({ weight: 3, arbitrary: claims }, fc.constant(idClaims))
    await fc.assert(
      fc.asyncProperty(likely, maxAge, async (changed, seconds) => {
        const text = await sign(JSON.parse(JSON.stringify(changed)) as JsonObject)
        const artefact = tokenResponse({ id_token: text })
        const processed = oauth.processAuthorizationCodeResponse(as, client, responseOf(artefact), {
          ...accept,
          maxAge: seconds ?? oauth.skipAuthTimeCheck,
        })
        if (!(await isRefused(processed))) return
        const known = { ...withNonce, requested: { ...unknown.requested, maxAge: seconds } }
        const judged = await token(text, undefined, known)
        expect([...failures('id-token', judged), ...failures('jwt', judged)]).not.toEqual([])
      }),
      { numRuns: 400 },
    )
  })

  test('of userinfo responses', async () => {
    const subject = '248289761001'
    await fc.assert(
      fc.asyncProperty(about(subject), async (sub) => {
        const artefact = userinfo(sub === undefined ? {} : { sub })
        const processed = oauth.processUserInfoResponse(as, client, subject, responseOf(artefact))
        if (await isRefused(processed))
          expect(failures('userinfo-response', artefact)).not.toEqual([])
      }),
    )
  })

  test('of introspection responses', async () => {
    await fc.assert(
      fc.asyncProperty(about(true), async (active) => {
        const artefact = introspection(active === undefined ? {} : { active })
        const processed = oauth.processIntrospectionResponse(as, client, responseOf(artefact))
        if (await isRefused(processed))
          expect(failures('introspection-response', artefact)).not.toEqual([])
      }),
    )
  })
})

test('what oauth4webapi takes, as it should be, fails nothing', async () => {
  const idToken = await sign()
  const artefact = tokenResponse(
    { id_token: idToken },
    {},
    { context: openid, request: codeRequest },
  )
  const processed = oauth.processAuthorizationCodeResponse(as, client, responseOf(artefact), {
    expectedNonce: nonce,
    requireIdToken: true,
  })
  expect(await isRefused(processed)).toBe(false)
  expect(failures('token-response', artefact)).toEqual([])
  expect(failures('id-token', await token(idToken))).toEqual([])
  expect(failures('userinfo-response', userinfo())).toEqual([])
  expect(failures('introspection-response', introspection())).toEqual([])
})

test('no body makes a rule crash, and no finding repeats a token', () => {
  const secret = 'k7Wm3Qz9Lp2Xr5Tn8Bv4Hs6Jd1Gf0Yc'
  const value = fc.oneof(fc.json(), fc.constantFrom(`"${secret}"`, `["${secret}"]`))
  const members =
    'access_token refresh_token id_token token_type expires_in scope error error_description ' +
    'authorization_details active sub cnf'
  const names = fc.constantFrom(...members.split(' '))
  const bodies = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc
      .array(fc.tuple(names, value))
      .map((pairs) => `{${pairs.map(([name, text]) => `"${name}":${text}`).join(',')}}`),
  )
  const statuses = fc.constantFrom(null, 200, 400, 401)
  fc.assert(
    fc.property(bodies, statuses, (body, status) => {
      failures('token-response', tokenResponse({}, { body, status }))
      failures('userinfo-response', userinfo({}, { body, status }))
      failures('introspection-response', introspection({}, { body, status }))
    }),
  )
  for (const name of ['access_token', 'refresh_token', 'id_token'])
    for (const held of [secret, [secret], `${secret} "`, { secret }]) {
      const results = judge('token-response', tokenResponse({ [name]: held }), 'fapi2')
      expect(JSON.stringify(results)).not.toContain(secret)
    }
})
