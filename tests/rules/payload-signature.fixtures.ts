import type { Fixtures } from './fixtures'
import {
  asSigned,
  changedHeader,
  detached,
  ofRequest,
  ofResponse,
  requestJws,
  signRaw,
  ukBody,
  ukHeader,
  ukNames,
  ukUrl,
  unsigned,
} from './signed-payloads'
import { compact, createKey, es256, now, ps256 } from './tokens'

const [iat, iss, tan] = ukNames
const good = await detached(ukHeader)
const pasted = await detached(ukHeader, null)
const reply = await detached(changedHeader({ [iss]: 'orgBank0001' }), ofResponse())
const unreadable = await asSigned('a.b.c')
const with_ = (changes: Parameters<typeof changedHeader>[0]) => unsigned(changedHeader(changes))
const unencoded = changedHeader({ b64: false, crit: ['b64', ...ukNames] })
const other = await createKey('PS256', ps256.jwk.kid)

export const fixtures: Fixtures<'payload-signature'> = {
  'ps-form': {
    passed: [good, reply],
    failed: [
      ['parts', await asSigned('text')],
      ['payload', await asSigned(compact(ukHeader, {}))],
      ['header', unreadable],
    ],
    notApplicable: [pasted],
  },
  'ps-header': {
    passed: [good, await with_({ typ: 'JOSE', cty: 'application/json' })],
    failed: [
      ['missing', await with_({ [tan]: undefined })],
      ['type', await with_({ [iat]: String(now) })],
      ['unexpected', await with_({ jwk: {} })],
      ['typ', await with_({ typ: 'JWT' })],
      ['cty', await with_({ cty: 'text/plain' })],
    ],
    notApplicable: [unreadable],
  },
  'ps-alg': {
    passed: [good],
    failed: [
      ['differs', await with_({ alg: 'RS256' })],
      ['differs', await with_({ alg: undefined })],
    ],
    notApplicable: [unreadable],
  },
  'ps-kid': {
    passed: [good],
    failed: [
      ['missing', await with_({ kid: undefined })],
      ['unknown', await with_({ kid: 'other' })],
    ],
    notApplicable: [unreadable],
    notObserved: [await detached(ukHeader, ofRequest(), { keys: null })],
  },
  'ps-iat': {
    passed: [good, await with_({ [iat]: now - 299 })],
    failed: [
      ['future', await with_({ [iat]: now + 120 })],
      ['old', await with_({ [iat]: now - 301 })],
    ],
    notApplicable: [unreadable, await with_({ [iat]: 'now' })],
    notObserved: [await unsigned(changedHeader({ [iat]: now - 301 }), null)],
  },
  'ps-tan': {
    passed: [good],
    failed: [
      ['form', await with_({ [tan]: 'https://openbanking.org.uk' })],
      ['anchor', await with_({ [tan]: 'directory.example' })],
    ],
    notApplicable: [unreadable, await with_({ [tan]: undefined })],
  },
  'ps-crit': {
    passed: [good, await detached(unencoded)],
    failed: [
      ['type', await with_({ crit: 'b64' })],
      ['empty', await with_({ crit: [] })],
      ['absent', await with_({ crit: ['b64', ...ukNames] })],
      ['unknown', await with_({ crit: [...ukNames, 'exp'], exp: 1 })],
      ['missing', await with_({ crit: [iat, iss] })],
      ['missing', await with_({ crit: undefined })],
    ],
    notApplicable: [
      unreadable,
      {
        ...(await with_({ crit: undefined })),
        context: { ...good.context, ruleProfile: 'oauth2' },
      },
    ],
  },
  'ps-b64': {
    passed: [good, await detached(unencoded)],
    failed: [
      ['type', await with_({ b64: 'false' })],
      ['not_critical', await with_({ b64: false })],
      ['needless', await with_({ b64: true })],
      ['version', await detached(unencoded, ofRequest({ url: ukUrl.replace('v3.1', 'v4.0') }))],
    ],
    notApplicable: [unreadable],
  },
  'ps-iss': {
    passed: [
      good,
      reply,
      await with_({ [iss]: 'CN=Test,OU=orgTest0001,O=OpenBanking,C=GB' }),
      await unsigned(changedHeader({ [iss]: 'orgBank0001' }), null),
    ],
    failed: [
      ['form', await with_({ [iss]: 'orgTest0001' })],
      ['form', await with_({ [iss]: 'orgTest0001/' })],
      ['form', await unsigned(ukHeader, ofResponse())],
      ['client', await unsigned(ukHeader, ofResponse({ ofRequest: requestJws(ukHeader) }))],
    ],
    notApplicable: [unreadable, await with_({ [iss]: 1 })],
  },
  'ps-signature': {
    passed: [good, pasted, await detached(unencoded)],
    failed: [
      ['none', await with_({ alg: 'none' })],
      ['differs', await detached(ukHeader, ofRequest(), { body: '{}' })],
      ['differs', await detached(ukHeader, ofRequest(), { key: other })],
      ['form', await asSigned(await otherForm())],
      ['unverifiable', await detached(ukHeader, ofRequest(), { keys: [es256.jwk] })],
    ],
    notApplicable: [unreadable],
    notObserved: [await detached(ukHeader, ofRequest(), { keys: null })],
  },
}

/** The header says that the payload is in base64url, and the signature is over the payload as it is. */
async function otherForm(): Promise<string> {
  const [head = '', , made = ''] = (await signRaw(ukHeader, ukBody, false)).split('.')
  return `${head}..${made}`
}
