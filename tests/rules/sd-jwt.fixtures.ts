import { sha256Of } from '@/lib/jose/hashes'
import type { JsonObject } from '@/lib/model/json'
import rfc from '../unit/jose/rfc9901.json'
import { context } from './artefacts'
import type { Fixtures } from './fixtures'
import { boundText, disclosureOf, givenName, nationality, sdJwt, sdJwtText } from './sd-jwts'
import { createKey, encrypted, now, ps256, sign, token } from './tokens'

const text = await sdJwtText()
const good = await sdJwt(text)
const ofRfc = await Promise.all(
  (['5.1', 'A.1', 'A.2', 'A.3', 'A.4'] as const).map((section) =>
    sdJwt(rfc[section], { keys: [rfc.issuer] }),
  ),
)
const [first = good, ...others] = ofRfc
const bound = await sdJwt(await boundText(text))
const plain = await sdJwt(
  await sdJwtText({ claims: { _sd: undefined, nationalities: [] }, disclosures: [] }),
)
const jwe = { ...(await token(encrypted({ alg: 'RSA-OAEP-256', enc: 'A256GCM' }))), opened: null }
const unreadable = await sdJwt(`${await sign('42')}~`)
const changed = async (claims: JsonObject) => sdJwt(await sdJwtText({ claims }))
/** With one disclosure, to which a digest refers. */
const disclosing = async (content: unknown, claims: JsonObject = {}) => {
  const disclosure = disclosureOf(content)
  const digests = { _sd: [await sha256Of(disclosure)], nationalities: [], ...claims }
  return sdJwt(await sdJwtText({ claims: digests, disclosures: [disclosure] }))
}
const inArray = async (content: unknown) =>
  disclosing(content, {
    _sd: [],
    nationalities: [{ '...': await sha256Of(disclosureOf(content)) }],
  })
const unsupported = await changed({ _sd_alg: 'sha3-256' })
const many = await sdJwt(
  await sdJwtText({ disclosures: Array.from({ length: 1001 }, () => givenName) }),
)
const salt = 'eluV5Og3gSNII8EYnsxA_A'
const otherKey = await createKey('PS256', 'PS256-1')

export const fixtures: Fixtures<'sd-jwt'> = {
  'sd-form': {
    passed: [good, bound, plain, first, ...others],
    failed: [
      ['tilde', await sdJwt(`${await sign()}~${givenName}`)],
      ['tilde', { ...(await token(await sign({}, { typ: 'dc+sd-jwt' }))), opened: null }],
      ['part', await sdJwt(`${await sign()}~not base64url!~`)],
      ['part', await sdJwt(`${await sign()}~~`)],
      ['part', await sdJwt(`${text}${await sign()}=`)],
      ['digest', await changed({ _sd: 'digest' })],
      ['digest', await changed({ _sd: [1] })],
      ['digest', await changed({ '...': 'digest' })],
      ['digest', await changed({ nationalities: [{ '...': 'digest', more: 1 }] })],
    ],
    notApplicable: [jwe],
  },
  'sd-hash-alg': {
    passed: [
      good,
      unsupported,
      ...others.filter(({ jwt }) => jwt.payload?.['_sd_alg']).slice(0, 1),
    ],
    failed: [
      ['unknown', await changed({ _sd_alg: 'md5' })],
      ['unknown', await changed({ _sd_alg: 'sha-256-32' })],
      ['unknown', await changed({ _sd_alg: 256 })],
      ['unregistered', await changed({ _sd_alg: 'SHA-256' })],
      ['place', await changed({ _sd_alg: undefined, address: { _sd_alg: 'sha-256' } })],
    ],
    notApplicable: [jwe, unreadable, await changed({ _sd_alg: undefined })],
  },
  'sd-alg-none': {
    passed: [good, bound, first, ...others],
    failed: [
      ['none', await sdJwt(await sdJwtText({ header: { alg: 'none' } }))],
      ['differs', await sdJwt(text, { keys: [{ ...otherKey.jwk, kid: ps256.jwk.kid }] })],
      ['unverifiable', await sdJwt(text, { keys: [{ ...otherKey.jwk, kid: 'other' }] })],
    ],
    notApplicable: [jwe],
    notObserved: [await sdJwt(text, { keys: null })],
  },
  'sd-disclosure-form': {
    passed: [good, first, ...others, await disclosing([salt, 'x', null])],
    failed: [
      ['json', await disclosing('[')],
      ['length', await disclosing([salt, 'a', 'b', 'c'])],
      ['length', await disclosing({})],
      ['length', await disclosing([salt, 'DE'])],
      ['length', await inArray([salt, 'name', 'DE'])],
      ['type', await disclosing([1, 'name', 'DE'])],
      ['type', await disclosing([salt, 1, 'DE'])],
      ['name', await disclosing([salt, '_sd', []])],
      ['name', await disclosing([salt, '...', 'x'])],
    ],
    notApplicable: [plain, jwe, unreadable],
    notObserved: [unsupported, many],
  },
  'sd-digest-match': {
    passed: [good, first, ...others],
    failed: [
      ['unreferenced', await changed({ _sd: ['decoy'] })],
      ['unreferenced', await changed({ _sd: undefined })],
    ],
    notApplicable: [plain, jwe, unreadable],
    notObserved: [unsupported],
  },
  'sd-digest-unique': {
    passed: [good, first, ...others],
    failed: [
      ['repeated', await changed({ address: { _sd: [await sha256Of(givenName)] } })],
      [
        'repeated',
        await sdJwt(await sdJwtText({ disclosures: [givenName, givenName, nationality] })),
      ],
      ['collision', await changed({ given_name: 'Jane' })],
    ],
    notApplicable: [plain, jwe, unreadable],
    notObserved: [unsupported],
  },
  'sd-salt': {
    passed: [
      good,
      first,
      ...others,
      await disclosing(['6f1c7b1e-5d0f-4d5f-9a55-0c6d9d0b7f11', 'given_name', 'John']),
    ],
    failed: [
      ['short', await disclosing(['1', 'given_name', 'John'])],
      ['short', await disclosing(['', 'given_name', 'John'])],
      [
        'repeated',
        await sdJwt(
          await sdJwtText({
            disclosures: [disclosureOf([salt, 'a', 1]), disclosureOf([salt, 'b', 2])],
          }),
        ),
      ],
    ],
    notApplicable: [plain, jwe, unreadable],
  },
  'sd-validity': {
    passed: [good, plain, await changed({ exp: undefined }), await changed({ exp: now - 30 })],
    failed: [
      ['expired', await changed({ exp: now - 61 })],
      ['withheld', await disclosing([salt, 'exp', now + 300], { exp: undefined })],
      ['withheld', await disclosing([salt, 'cnf', {}], { cnf: undefined })],
    ],
    notApplicable: [jwe, unreadable],
    notObserved: [{ ...unsupported, context }],
  },
}
