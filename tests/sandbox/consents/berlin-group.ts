import { randomUUID } from 'node:crypto'
import { customer } from '../settings.ts'
import {
  isJson,
  isUuid,
  textOf,
  type ApiAnswer,
  type ApiCall,
  type Consent,
  type Consents,
  type Ecosystem,
} from './ecosystem.ts'

const fail = (status: number, code: string, path: string): ApiAnswer => ({
  status,
  body: { tppMessages: [{ category: 'ERROR', code, text: `Check ${path}`, path }] },
})

const words: Readonly<Record<Consent['state'], string>> = {
  waiting: 'received',
  active: 'valid',
  refused: 'rejected',
  withdrawn: 'terminatedByTpp',
}

/** The first of the required members that is missing or wrong. */
function wrongMember({ json }: ApiCall): string | undefined {
  if (!json) return 'body'
  const { access, recurringIndicator, validUntil, frequencyPerDay, combinedServiceIndicator } = json
  if (!isJson(access) || Object.keys(access).length === 0) return 'access'
  if (typeof recurringIndicator !== 'boolean') return 'recurringIndicator'
  const isDate = /^\d{4}-\d\d-\d\d$/.test(textOf(validUntil))
  if (!isDate || Date.parse(textOf(validUntil)) < Date.now()) return 'validUntil'
  const times = typeof frequencyPerDay === 'number' ? frequencyPerDay : 0
  if (times < 1 || times > 4) return 'frequencyPerDay'
  return typeof combinedServiceIndicator === 'boolean' ? undefined : 'combinedServiceIndicator'
}

function statusOf(consent: Consent, consents: Consents): string {
  return consents.fault() === 'status-unknown' ? 'perhaps' : words[consent.state]
}

function create(call: ApiCall, consents: Consents): ApiAnswer {
  const { headers, json } = call
  if (!textOf(headers['content-type']).startsWith('application/json')) return { status: 415 }
  if (textOf(headers['psu-ip-address']) === '') return fail(400, 'FORMAT_ERROR', 'PSU-IP-Address')
  if (textOf(headers['tpp-redirect-uri']) === '')
    return fail(400, 'FORMAT_ERROR', 'TPP-Redirect-URI')
  const wrong = wrongMember(call)
  if (wrong !== undefined || !json) return fail(400, 'FORMAT_ERROR', wrong ?? 'body')
  const consent = consents.create(`bg-${randomUUID()}`, null, json)
  const self = `/v1/consents/${consent.id}`
  return {
    status: 201,
    headers: { location: self, 'aspsp-sca-approach': 'REDIRECT' },
    body: {
      consentStatus: statusOf(consent, consents),
      ...(consents.fault() !== 'id-missing' && { consentId: consent.id }),
      _links: { self: { href: self }, status: { href: `${self}/status` } },
    },
  }
}

function one({ method }: ApiCall, id: string, consents: Consents): ApiAnswer {
  const [consentId = '', part] = id.split('/')
  const consent = consents.find(decodeURIComponent(consentId))
  if (!consent) return fail(403, 'CONSENT_UNKNOWN', 'consentId')
  const consentStatus = statusOf(consent, consents)
  if (method === 'GET' && part === 'status') return { status: 200, body: { consentStatus } }
  if (method === 'GET')
    return {
      status: 200,
      body: { ...consent.request, consentStatus, lastActionDate: consent.updated.slice(0, 10) },
    }
  if (method !== 'DELETE') return { status: 405 }
  consents.withdraw(consent)
  return { status: 204 }
}

function accounts({ headers, caller }: ApiCall, consents: Consents): ApiAnswer {
  const consent = consents.ofGrant(caller?.grantId)
  if (!caller || caller.of !== 'user' || !consent)
    return fail(401, 'TOKEN_UNKNOWN', 'Authorization')
  if (headers['consent-id'] !== consent.id) return fail(401, 'CONSENT_INVALID', 'Consent-ID')
  const isOpen =
    consent.state === 'active' ||
    (consent.state === 'withdrawn' && consents.fault() === 'withdrawn-still-works')
  return isOpen
    ? { status: 200, body: { accounts: customer.accounts } }
    : fail(401, 'CONSENT_EXPIRED', 'Consent-ID')
}

/**
 * Berlin Group NextGenPSD2. A certificate identifies the client there; on loopback nobody does.
 *
 * @see [NextGenPSD2](https://www.berlin-group.org/nextgenpsd2-downloads)
 */
export const berlinGroup: Ecosystem = {
  scopes: ['openid'],
  acr: 'urn:sandbox:sca',
  scopeOf: (id) => `AIS:${id}`,
  consentIdOf: ({ scope }) => /(?:^| )AIS:(\S+)/.exec(textOf(scope))?.[1],
  api(call, consents) {
    const requestId = call.headers['x-request-id']
    if (!isUuid(requestId)) return fail(400, 'FORMAT_ERROR', 'X-Request-ID')
    const answer = route(call, consents)
    return { ...answer, headers: { ...answer.headers, 'x-request-id': textOf(requestId) } }
  },
}

function route(call: ApiCall, consents: Consents): ApiAnswer {
  const { method, path } = call
  if (path === '/v1/accounts') return accounts(call, consents)
  if (path === '/v1/consents') return method === 'POST' ? create(call, consents) : { status: 405 }
  return path.startsWith('/v1/consents/')
    ? one(call, path.slice('/v1/consents/'.length), consents)
    : { status: 404 }
}
