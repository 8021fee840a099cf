import type { JsonObject } from '@/lib/model/json'
import { introspection, knowing, signedIntrospection } from './answers'
import { clientId, issuer } from './artefacts'
import type { Fixtures } from './fixtures'
import { encrypted, now, sign, token } from './tokens'

const refused = introspection({ error: 'invalid_client' }, { status: 401 })
const jwe = signedIntrospection(await token(encrypted({ alg: 'RSA-OAEP', enc: 'A256GCM' })))

async function wrapped(members: JsonObject = {}, typ = 'token-introspection+jwt') {
  const claims = { iss: issuer, aud: clientId, iat: now, token_introspection: { active: true } }
  return signedIntrospection(await token(await sign({ ...claims, ...members }, { typ })))
}

const saying = async (said: JsonObject) => wrapped({ token_introspection: said })
const active = (members: JsonObject, knownHere = knowing()) =>
  introspection({ active: true, ...members }, {}, knownHere)

const thumbprint = '0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I'
const bound = knowing({}, { dpopThumbprint: thumbprint })
const detailed = knowing(
  {},
  { response: { scope: 'openid accounts', authorization_details: [{ type: 'account' }] } },
)

export const fixtures: Fixtures<'introspection-response'> = {
  'ti-active': {
    passed: [introspection(), introspection({ active: false }), await wrapped()],
    failed: [
      ['missing', introspection({ sub: 'a' })],
      ['missing', introspection({}, { body: '[]' })],
      ['type', introspection({ active: 'true' })],
      ['type', await saying({ active: 1 })],
      ['others', introspection({ active: false, sub: 'a' })],
      ['repeated', introspection({}, { body: '{"sub":"a","sub":"b"}' })],
      ['repeated', introspection({}, { status: 400, body: '{"error":"a","error":"b"}' })],
    ],
    notApplicable: [refused, jwe, await wrapped({ token_introspection: true })],
    notObserved: [introspection({}, { truncated: true })],
  },
  'ti-members': {
    passed: [
      active({ exp: now + 60, iss: issuer, client_id: clientId }),
      active({ token_type: 'DPoP', cnf: { jkt: thumbprint } }, bound),
      active({ authorization_details: [{ type: 'account' }] }, detailed),
      active(
        { authorization_details: [{ type: 'account', user: 'u' }], scope: 'openid' },
        detailed,
      ),
    ],
    failed: [
      ['type', active({ exp: String(now) })],
      ['milliseconds', active({ iat: now * 1000 })],
      ['negative', active({ nbf: -1 })],
      ['fraction', active({ exp: now + 0.5 })],
      ['iss', active({ iss: `${issuer}/` })],
      ['client_id', active({ client_id: 'another' })],
      ['cnf_missing', active({ token_type: 'DPoP' }, bound)],
      ['cnf', active({ cnf: { jkt: 'another' } }, bound)],
      ['details_missing', active({}, detailed)],
      ['details_type', active({ authorization_details: { type: 'account' } })],
      ['details_differ', active({ authorization_details: [{ type: 'payment' }] }, detailed)],
      ['scope_type', active({ scope: ['openid'] })],
      [
        'scope_wider',
        active(
          { authorization_details: [{ type: 'account' }], scope: 'openid payments' },
          detailed,
        ),
      ],
    ],
    notApplicable: [refused, introspection({ active: false })],
    notObserved: [introspection({}, { body: '<html>' })],
  },
  'ti-jwt': {
    passed: [await wrapped(), await wrapped({}, 'application/Token-Introspection+JWT')],
    failed: [
      ['typ', await wrapped({}, 'JWT')],
      ['missing', signedIntrospection(await token(await sign({ iss: issuer })))],
      ['iss', await wrapped({ iss: 'https://as.example' })],
      ['flat', await wrapped({ token_introspection: 'active' })],
      ['outside', await wrapped({ active: true })],
    ],
    notApplicable: [introspection(), jwe],
  },
}
