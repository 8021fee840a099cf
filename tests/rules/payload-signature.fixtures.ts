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
const headed = (changes: Parameters<typeof changedHeader>[0]) => unsigned(changedHeader(changes))
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
    passed: [good, await headed({ typ: 'JOSE', cty: 'application/json' })],
    failed: [
      ['missing', await headed({ [tan]: undefined })],
      ['type', await headed({ [iat]: String(now) })],
      ['unexpected', await headed({ jwk: {} })],
      ['typ', await headed({ typ: 'JWT' })],
      ['cty', await headed({ cty: 'text/plain' })],
    ],
    notApplicable: [unreadable],
  },
  'ps-alg': {
    passed: [good],
    failed: [
      ['differs', await headed({ alg: 'RS256' })],
      ['differs', await headed({ alg: undefined })],
    ],
    notApplicable: [unreadable],
  },
  'ps-kid': {
    passed: [good],
    failed: [
      ['missing', await headed({ kid: undefined })],
      ['unknown', await headed({ kid: 'other' })],
    ],
    notApplicable: [unreadable],
    notObserved: [await detached(ukHeader, ofRequest(), { keys: null })],
  },
  'ps-iat': {
    passed: [good, await headed({ [iat]: now - 299 })],
    failed: [
      ['future', await headed({ [iat]: now + 120 })],
      ['old', await headed({ [iat]: now - 301 })],
    ],
    notApplicable: [unreadable, await headed({ [iat]: 'now' })],
    notObserved: [await unsigned(changedHeader({ [iat]: now - 301 }), null)],
  },
  'ps-tan': {
    passed: [good],
    failed: [
      ['form', await headed({ [tan]: 'https://openbanking.org.uk' })],
      ['anchor', await headed({ [tan]: 'directory.example' })],
    ],
    notApplicable: [unreadable, await headed({ [tan]: undefined })],
  },
  'ps-crit': {
    passed: [good, await detached(unencoded)],
    failed: [
      ['type', await headed({ crit: 'b64' })],
      ['empty', await headed({ crit: [] })],
      ['absent', await headed({ crit: ['b64', ...ukNames] })],
      ['unknown', await headed({ crit: [...ukNames, 'exp'], exp: 1 })],
      ['missing', await headed({ crit: [iat, iss] })],
      ['missing', await headed({ crit: undefined })],
    ],
    notApplicable: [
      unreadable,
      {
        ...(await headed({ crit: undefined })),
        context: { ...good.context, ruleProfile: 'oauth2' },
      },
    ],
  },
  'ps-b64': {
    passed: [good, await detached(unencoded)],
    failed: [
      ['type', await headed({ b64: 'false' })],
      ['not_critical', await headed({ b64: false })],
      ['needless', await headed({ b64: true })],
      ['version', await detached(unencoded, ofRequest({ url: ukUrl.replace('v3.1', 'v4.0') }))],
    ],
    notApplicable: [unreadable],
  },
  'ps-iss': {
    passed: [
      good,
      reply,
      await headed({ [iss]: 'CN=Test,OU=orgTest0001,O=OpenBanking,C=GB' }),
      await unsigned(changedHeader({ [iss]: 'orgBank0001' }), null),
    ],
    failed: [
      ['form', await headed({ [iss]: 'orgTest0001' })],
      ['form', await headed({ [iss]: 'orgTest0001/' })],
      ['form', await unsigned(ukHeader, ofResponse())],
      ['client', await unsigned(ukHeader, ofResponse({ ofRequest: requestJws(ukHeader) }))],
    ],
    notApplicable: [unreadable, await headed({ [iss]: 1 })],
  },
  'ps-signature': {
    passed: [good, pasted, await detached(unencoded)],
    failed: [
      ['none', await headed({ alg: 'none' })],
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
