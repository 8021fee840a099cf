import type { JsonObject } from '@/lib/model/json'
import { knowing, signedUserinfo, userinfo } from './answers'
import { changed, context, unknown } from './artefacts'
import type { Fixtures } from './fixtures'
import { compact, encrypted, idToken, sign, token } from './tokens'

const refused = userinfo({ error: 'invalid_token' }, { status: 401 })
const jwe = signedUserinfo(await token(encrypted({ alg: 'RSA-OAEP-256', enc: 'A256GCM' })))
const good = await idToken()
const signed = signedUserinfo(good)
const changedTo = async (members: JsonObject, knownHere = context) =>
  signedUserinfo(await idToken(members), knownHere)
const typed = (contentType: string) =>
  userinfo(undefined, { headers: [['content-type', contentType]] })
const withAlg = async (alg: string, knownHere = context) =>
  signedUserinfo(await token(compact({ alg }), []), knownHere)
const [head = '', , signature = ''] = good.jwt.text.split('.')
const [, other = ''] = (await sign({ sub: 'another' })).split('.')

const sub = '248289761001'
const claiming = (claims: JsonObject) =>
  knowing({ requested: { ...unknown.requested, claims: JSON.stringify({ userinfo: claims }) } })

export const fixtures: Fixtures<'userinfo-response'> = {
  'ui-content-type': {
    passed: [userinfo(), signed, jwe],
    failed: [
      ['neither', userinfo({}, { body: '<html>' })],
      ['missing', userinfo(undefined, { headers: [['date', '']] })],
      ['differs', typed('text/plain')],
      ['differs', typed('application/jwt')],
      ['differs', { ...signed, message: userinfo().message }],
      ['repeated', userinfo({}, { body: '{"sub":"a","sub":"b"}' })],
      ['repeated', userinfo({}, { status: 400, body: '{"error":"a","error":"b"}' })],
    ],
    notApplicable: [refused],
    notObserved: [userinfo(undefined, { headers: [] }), userinfo({}, { truncated: true })],
  },
  'ui-sub-match': {
    passed: [userinfo(), signed],
    failed: [
      ['missing', userinfo({ name: 'Jane' })],
      ['differs', userinfo({ sub: 'another' })],
      ['differs', userinfo({ sub: 248289761001 })],
      ['differs', signedUserinfo(await idToken({ sub: 'another' }), knowing({}, { subject: sub }))],
    ],
    notApplicable: [refused, jwe],
    notObserved: [userinfo(undefined, {}, context), userinfo({}, { body: '<html>' })],
  },
  'ui-jwt-iss-aud': {
    passed: [signed],
    failed: [
      ['iss_missing', await changedTo({ iss: undefined })],
      ['iss', await changedTo({ iss: 'https://as.example' })],
      ['aud_missing', await changedTo({ aud: undefined })],
      ['aud', await changedTo({ aud: ['another'] })],
    ],
    notApplicable: [userinfo(), jwe],
    notObserved: [await changedTo({}, unknown)],
  },
  'ui-jwt-signature': {
    passed: [signed],
    failed: [
      ['none', await withAlg('none')],
      ['weak', await withAlg('RS256')],
      [
        'unlisted',
        await withAlg(
          'RS256',
          knowing({
            ruleProfile: 'oauth2',
            metadata: changed({ userinfo_signing_alg_values_supported: ['PS256'] }),
          }),
        ),
      ],
      ['invalid', signedUserinfo(await token([head, other, signature].join('.')))],
    ],
    notApplicable: [userinfo(), jwe],
    notObserved: [await withAlg('PS256')],
  },
  'ui-claims': {
    passed: [userinfo(), userinfo({ sub, email: 'a@example.com', email_verified: true })],
    failed: [
      ['type', userinfo({ sub, email_verified: 'true' })],
      ['empty', userinfo({ sub, email: '' })],
      ['nonce', userinfo({ sub, nonce: 'n-0S6_WzA2Mj' })],
      ['unknown', userinfo({ sub, tier: 'gold' })],
      ['missing', userinfo({ sub }, {}, claiming({ email: { essential: true } }))],
    ],
    notApplicable: [refused, jwe],
    notObserved: [userinfo({}, { truncated: true })],
  },
  'ui-br-cpf-cnpj': {
    passed: [
      userinfo({ sub, cpf: '12345678909' }),
      userinfo({ sub, cnpj: '12ABC34501DE35', cpf: '12345678909' }),
    ],
    failed: [
      ['cpf', userinfo({ sub, cpf: '123.456.789-09' })],
      ['cpf', userinfo({ sub, cpf: 12345678909 })],
      ['cnpj', userinfo({ sub, cnpj: '12.345.678/0001-95' })],
    ],
    notApplicable: [userinfo(), refused],
    notObserved: [userinfo({}, { truncated: true })],
  },
  'ui-ofm-claims': {
    passed: [userinfo({ sub, id_type: 'mykad', hashed_id_number: 'a1'.repeat(32) })],
    failed: [
      ['plain', userinfo({ sub, hashed_id_number: '900101-14-5678' })],
      ['form', userinfo({ sub, hashed_id_number: 'A1234567' })],
      ['type', userinfo({ sub, hashed_id_number: 900101145678 })],
      ['id_type', userinfo({ sub, id_type: 1 })],
    ],
    notApplicable: [userinfo(), refused],
  },
}
