import { sha256Of } from '@/lib/jose/hashes'
import type { JsonObject } from '@/lib/model/json'
import type { Fixtures } from './fixtures'
import { boundText, givenName, holder, keyBinding, sdJwtText } from './sd-jwts'
import { compact, createKey, now } from './tokens'

const presented = await sdJwtText()
const good = await keyBinding(await boundText(presented))
const claiming = async (claims: JsonObject) => keyBinding(await boundText(presented, { claims }))
const headed = async (header: JsonObject) => keyBinding(await boundText(presented, { header }))
const of = async (claims: JsonObject) => keyBinding(await boundText(await sdJwtText({ claims })))
const noHeader = await keyBinding(presented + compact('42'))
const unsigned = await headed({ alg: 'none' })
const other = await createKey('ES256', 'holder')
const text = await boundText(presented)
const unsupported = await of({ _sd_alg: 'sha3-256' })
const asked = (nonce: string) => keyBinding(text, { nonce })

export const fixtures: Fixtures<'key-binding-jwt'> = {
  'kb-header': {
    passed: [good, await headed({ typ: 'application/KB+JWT' })],
    failed: [
      ['typ', await headed({ typ: 'JWT' })],
      ['typ', await headed({ typ: undefined })],
      ['none', unsigned],
      ['none', await headed({ alg: 'HS256' })],
      ['none', await keyBinding(presented + compact({ typ: 'kb+jwt' }, {}))],
    ],
    notApplicable: [noHeader],
  },
  'kb-claims': {
    passed: [good, await asked('v-1'), await claiming({ iat: now - 60 })],
    failed: [
      ['missing', await claiming({ aud: undefined })],
      ['missing', await claiming({ sd_hash: undefined })],
      ['type', await claiming({ aud: ['https://verifier.example'] })],
      ['type', await claiming({ iat: String(now) })],
      ['nonce', await asked('v-2')],
      ['old', await claiming({ iat: now - 3600 })],
    ],
    notApplicable: [await keyBinding(presented + compact({}, '42'))],
  },
  'kb-sd-hash': {
    passed: [good],
    failed: [
      ['differs', await claiming({ sd_hash: await sha256Of(`${presented}x`) })],
      ['differs', await keyBinding(text.replace(`~${givenName}~`, '~'))],
    ],
    notApplicable: [await claiming({ sd_hash: undefined }), await claiming({ sd_hash: 1 })],
    notObserved: [unsupported],
  },
  'kb-signature': {
    passed: [good, unsupported],
    failed: [
      ['no_cnf', await of({ cnf: undefined })],
      ['no_cnf', await of({ cnf: {} })],
      ['differs', await keyBinding(await boundText(presented, { key: other }))],
      ['differs', await of({ cnf: { jwk: (await createKey('PS256')).jwk } })],
    ],
    notApplicable: [unsigned, noHeader],
    notObserved: [await of({ cnf: { kid: holder.jwk.kid } })],
  },
}
