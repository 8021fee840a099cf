import type { JsonObject } from '@/lib/model/json'
import { knowing } from './answers'
import { clientId, issuer, context, unknown } from './artefacts'
import type { Fixtures } from './fixtures'
import { compact, encrypted, now, sign, token } from './tokens'

const claims: JsonObject = {
  iss: issuer,
  exp: now + 600,
  aud: 'https://rs.example',
  sub: '248289761001',
  client_id: clientId,
  iat: now,
  jti: 'dbe39bf3a3ba4238a513f51d6e1691c4',
}

async function accessToken(members: JsonObject = {}, header: JsonObject = {}, knownHere = context) {
  const changed = JSON.parse(JSON.stringify({ ...claims, ...members })) as JsonObject
  return token(await sign(changed, { typ: 'at+jwt', ...header }), undefined, knownHere)
}

/** A token in the server's own form. */
const untyped = (members: JsonObject = {}, knownHere = context) =>
  accessToken(members, { typ: 'JWT' }, knownHere)

const good = await accessToken()
const opaque = await token('9f3QeKcZ0VtXyLr7Bn2MwAhJs5DgUoPi8TfRqEbYk1C')
const ownMaking = await token(await sign({ iss: issuer, user: 1 }, { typ: 'JWT' }))
const jwe = await token(encrypted({ alg: 'RSA-OAEP-256', enc: 'A256GCM', typ: 'at+jwt' }))
const withAlg = (alg: string, knownHere = context) =>
  token(compact({ alg, typ: 'at+jwt' }, claims, ''), [], knownHere)

/** The thumbprint of the example in RFC 9449. */
const thumbprint = '0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I'
const bound = knowing({}, { dpopThumbprint: thumbprint })
const beside = (response: JsonObject) => knowing({}, { response })
const asking = knowing({ requested: { ...unknown.requested, acrValues: 'silver', maxAge: 60 } })
const detail = { type: 'account' }
const other = { type: 'payment' }

/** A resource demanded one of these before. */
const challenge = { at: 0, session: 'normal', acrValues: ['gold', 'silver'], maxAge: 60 }
const steppedUp = knowing(
  { requested: { ...unknown.requested, acrValues: 'gold', maxAge: 60 } },
  { challenge, from: 'token-response' },
)

const rs = 'https://rs.example'
const forResources = (...resources: readonly string[]) => knowing({}, { resources })

export const fixtures: Fixtures<'access-token'> = {
  'res-aud-match': {
    passed: [
      await accessToken({ aud: rs }, {}, forResources(rs)),
      await accessToken({ aud: rs }, {}, forResources(`${rs}/accounts`)),
      await accessToken({ aud: [rs, `${issuer}/userinfo`] }, {}, forResources(rs)),
      await accessToken({ aud: 'urn:example:api' }, {}, forResources('urn:example:api')),
    ],
    failed: [
      ['differs', await accessToken({ aud: 'https://b.example' }, {}, forResources(rs))],
      ['wider', await accessToken({ aud: [rs, 'https://b.example'] }, {}, forResources(rs))],
    ],
    notApplicable: [good, await accessToken({}, {}, forResources()), opaque],
    notObserved: [
      await accessToken({ aud: 'accounts' }, {}, forResources(rs)),
      await accessToken({ aud: rs }, {}, forResources('urn:example:api')),
    ],
  },
  'at-typ': {
    passed: [good, await accessToken({}, { typ: 'application/AT+JWT' })],
    failed: [
      ['other', await accessToken({}, { typ: 'JWT' })],
      ['missing', await accessToken({}, { typ: undefined })],
      ['other', ownMaking],
    ],
    notApplicable: [opaque, jwe],
  },
  'at-alg': {
    passed: [good, await withAlg('RS256', unknown)],
    failed: [
      ['none', await withAlg('none', unknown)],
      ['weak', await withAlg('RS256')],
    ],
    notApplicable: [opaque, jwe],
  },
  'at-required-claims': {
    passed: [good],
    failed: [
      ['missing', await accessToken({ client_id: undefined })],
      ['type', await accessToken({ client_id: 1 })],
    ],
    notApplicable: [opaque, ownMaking, await untyped({ client_id: undefined }), jwe],
  },
  'at-iss': {
    passed: [good],
    failed: [
      ['slash', await accessToken({ iss: `${issuer}/` })],
      ['differs', await accessToken({ iss: 'https://as.example' })],
    ],
    notApplicable: [
      opaque,
      ownMaking,
      await accessToken({ iss: undefined }),
      await untyped({ iss: `${issuer}/` }),
    ],
    notObserved: [await accessToken({}, {}, unknown)],
  },
  'at-aud': {
    passed: [good],
    failed: [['client', await accessToken({ aud: ['https://rs.example', clientId] })]],
    notApplicable: [
      opaque,
      ownMaking,
      await accessToken({ aud: undefined }),
      await untyped({ aud: clientId }),
    ],
    notObserved: [await accessToken({}, {}, unknown)],
  },
  'at-exp': {
    passed: [
      good,
      await accessToken({}, {}, beside({ expires_in: 600 })),
      // Issued earlier, and with an `iat` that was set back.
      await accessToken({ iat: now - 300 }, {}, beside({ expires_in: 600 })),
      await accessToken({ exp: now + 300, iat: now - 300 }, {}, beside({ expires_in: 300 })),
      await accessToken({ exp: now + 900, iat: now + 300 }, {}, beside({ expires_in: 600 })),
    ],
    failed: [
      ['type', await accessToken({ exp: 'tomorrow' })],
      ['milliseconds', await accessToken({ exp: now * 1000 })],
      ['expired', await accessToken({ exp: now - 60 })],
      ['differs', await accessToken({}, {}, beside({ expires_in: 3600 }))],
      ['differs', await accessToken({ iat: 'now' }, {}, beside({ expires_in: 1 }))],
    ],
    notApplicable: [opaque, await accessToken({ exp: undefined })],
  },
  'at-scope-claim': {
    passed: [
      await accessToken({ scope: 'accounts openid' }, {}, beside({ scope: 'openid accounts' })),
      await accessToken({ scope: 'openid openid' }, {}, beside({ scope: 'openid' })),
      await accessToken(
        { authorization_details: [detail] },
        {},
        beside({ authorization_details: [detail, other] }),
      ),
      // Filtered and extended for the resource server.
      await accessToken(
        { authorization_details: [{ ...detail, actions: ['read'], user: 'u' }] },
        {},
        beside({ authorization_details: [{ ...detail, actions: ['read', 'list'] }] }),
      ),
    ],
    failed: [
      ['type', await accessToken({ scope: ['openid'] })],
      ['differs', await accessToken({ scope: 'openid' }, {}, beside({ scope: 'accounts' }))],
      ['details_type', await accessToken({ authorization_details: '[]' })],
      [
        'details_differ',
        await accessToken(
          { authorization_details: [detail] },
          {},
          beside({ authorization_details: [] }),
        ),
      ],
      [
        'details_differ',
        await accessToken(
          { authorization_details: [{ ...detail, actions: ['write'] }] },
          {},
          beside({ authorization_details: [{ ...detail, actions: ['read'] }] }),
        ),
      ],
    ],
    notApplicable: [
      good,
      opaque,
      await untyped({ scope: ['openid'] }),
      await untyped({ scope: 'a' }, beside({ scope: 'a b' })),
    ],
    notObserved: [
      await accessToken({ scope: 'openid' }),
      await accessToken({ scope: 'openid', authorization_details: [detail] }),
      await accessToken(
        { authorization_details: [detail, 'odd'] },
        {},
        beside({ scope: 'openid' }),
      ),
    ],
  },
  'at-cnf-x5t': {
    passed: [await accessToken({ cnf: { 'x5t#S256': thumbprint } })],
    failed: [
      ['form', await accessToken({ cnf: { 'x5t#S256': `${thumbprint}=` } })],
      ['form', await accessToken({ cnf: { 'x5t#S256': 'ab'.repeat(32) } })],
      ['missing', await accessToken({}, {}, knowing({}, { certificate: true }))],
    ],
    notApplicable: [good, opaque, await accessToken({ cnf: 'x5t#S256' })],
  },
  'at-cnf-jkt': {
    passed: [await accessToken({ cnf: { jkt: thumbprint } }, {}, bound)],
    failed: [
      ['missing', await accessToken({}, {}, bound)],
      ['missing', await accessToken({ cnf: [] }, {}, bound)],
      ['form', await accessToken({ cnf: { jkt: `${thumbprint.slice(1)}B` } }, {}, bound)],
      ['differs', await accessToken({ cnf: { jkt: `A${thumbprint.slice(1)}` } }, {}, bound)],
    ],
    notApplicable: [good, { ...opaque, context: bound }],
    notObserved: [await accessToken({ cnf: { jkt: thumbprint } })],
  },
  'at-sender-constrained': {
    passed: [
      await accessToken({ cnf: { jkt: thumbprint } }),
      await accessToken({ cnf: { 'x5t#S256': thumbprint } }),
    ],
    failed: [
      ['missing', good],
      ['missing', await accessToken({ cnf: thumbprint })],
      ['other', await accessToken({ cnf: { kid: '1' } })],
    ],
    notApplicable: [opaque, jwe],
  },
  'at-acr-auth-time': {
    passed: [await accessToken({ acr: 'silver', auth_time: now }, {}, asking)],
    failed: [['missing', await accessToken({ acr: 'silver' }, {}, asking)]],
    notApplicable: [good, { ...opaque, context: asking }, await untyped({}, asking)],
  },
  'step-result': {
    passed: [
      await accessToken({ acr: 'gold', auth_time: now - 10 }, {}, steppedUp),
      await accessToken({ acr: 'silver' }, {}, steppedUp),
    ],
    failed: [
      ['acr', await accessToken({ acr: 'bronze' }, {}, steppedUp)],
      ['auth_time', await accessToken({ acr: 'gold', auth_time: now - 300 }, {}, steppedUp)],
    ],
    notApplicable: [
      good,
      await accessToken({}, {}, steppedUp),
      await untyped({ acr: 'bronze' }, steppedUp),
      await accessToken({ acr: 'bronze' }, {}, knowing({}, { challenge })),
      await accessToken({ acr: 'bronze' }, {}, knowing({}, { challenge, from: 'token-response' })),
    ],
  },
  'at-pii': {
    passed: [good, await accessToken({ username: String(claims['sub']) })],
    failed: [
      ['present', await accessToken({ email: 'a@example.com' })],
      ['present', await accessToken({ accountNumber: '123' })],
      ['present', await accessToken({ 'name#de': 'Anna' })],
    ],
    notApplicable: [opaque, jwe],
  },
}
