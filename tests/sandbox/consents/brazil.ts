import { randomUUID } from 'node:crypto'
import { customer } from '../settings.ts'
import {
  isJson,
  isTextList,
  isUuid,
  later,
  now,
  textOf,
  type ApiAnswer,
  type ApiCall,
  type Consent,
  type Consents,
  type Ecosystem,
  type Json,
} from './ecosystem.ts'
import { asSignedBody, openBody } from './payload-signing.ts'

const fail = (status: number, code: string, title: string, detail: string): ApiAnswer => ({
  status,
  body: { errors: [{ code, title, detail }], meta: { requestDateTime: now() } },
})

const dateTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/

const objectIn = (json: Json | null, name: string): Json | null =>
  json && isJson(json[name]) ? json[name] : null

const invalid = (path: string) => fail(400, 'PARAMETRO_INVALIDO', 'Parâmetro inválido', path)

/** Why a consent cannot be created; undefined if it can. */
function refusalOf(data: Json | null): ApiAnswer | undefined {
  const document = objectIn(objectIn(data, 'loggedUser'), 'document')
  if (!data || !document)
    return fail(400, 'PARAMETRO_NAO_INFORMADO', 'Parâmetro não informado', 'data.loggedUser')
  if (!/^\d{11}$/.test(textOf(document['identification'])) || document['rel'] !== 'CPF')
    return invalid('data.loggedUser.document')
  return refusedPermissions(data['permissions']) ?? refusedEnd(data['expirationDateTime'])
}

/** Each group of permissions has `RESOURCES_READ`. */
function refusedPermissions(permissions: unknown): ApiAnswer | undefined {
  if (!isTextList(permissions)) return invalid('data.permissions')
  if (permissions.includes('RESOURCES_READ')) return undefined
  const title = 'Combinação de permissões incorreta'
  return fail(422, 'COMBINACAO_PERMISSOES_INCORRETA', title, 'RESOURCES_READ')
}

/** Without an end the consent is unlimited. */
function refusedEnd(end: unknown): ApiAnswer | undefined {
  const text = textOf(end)
  const isRight = end === undefined || (dateTime.test(text) && Date.parse(text) > Date.now())
  return isRight
    ? undefined
    : fail(422, 'DATA_EXPIRACAO_INVALIDA', 'Data de expiração inválida', text)
}

function create({ headers, json, caller }: ApiCall, consents: Consents): ApiAnswer {
  if (!textOf(headers['content-type']).startsWith('application/json')) return { status: 415 }
  const refusal = refusalOf(objectIn(json, 'data'))
  if (refusal || !json) return refusal ?? { status: 400 }
  const consent = consents.create(`urn:bank:${randomUUID()}`, caller?.clientId ?? null, json)
  return { status: 201, body: bodyOf(consent, consents) }
}

const words: Readonly<Record<Consent['state'], string>> = {
  waiting: 'AWAITING_AUTHORISATION',
  active: 'AUTHORISED',
  refused: 'REJECTED',
  withdrawn: 'REJECTED',
}

function bodyOf(consent: Consent, consents: Consents): object {
  const { permissions, expirationDateTime: end } = consent.request['data'] as Json
  const fault = consents.fault()
  return {
    data: {
      ...(fault !== 'id-missing' && { consentId: consent.id }),
      creationDateTime: consent.created,
      status: fault === 'status-unknown' ? 'TALVEZ' : words[consent.state],
      statusUpdateDateTime: consent.updated,
      permissions,
      ...(end !== undefined && {
        expirationDateTime: fault === 'expiry-changed' ? later(textOf(end)) : end,
      }),
      ...(consent.state === 'withdrawn' && {
        rejection: { rejectedBy: 'TPP', reason: { code: 'CUSTOMER_MANUALLY_REVOKED' } },
      }),
    },
    links: { self: `https://bank.invalid/open-banking/consents/v3/consents/${consent.id}` },
    meta: { requestDateTime: now() },
  }
}

function one({ method, caller }: ApiCall, id: string, consents: Consents): ApiAnswer {
  const consent = consents.find(id)
  if (!consent || consent.clientId !== caller?.clientId)
    return fail(404, 'NAO_ENCONTRADO', 'Não encontrado', id)
  if (method === 'GET') return { status: 200, body: bodyOf(consent, consents) }
  if (method !== 'DELETE') return { status: 405 }
  if (consent.state === 'withdrawn' || consent.state === 'refused')
    return fail(422, 'CONSENTIMENTO_EM_STATUS_REJEITADO', 'Consentimento rejeitado', id)
  consents.withdraw(consent)
  return { status: 204 }
}

function accounts({ caller }: ApiCall, consents: Consents): ApiAnswer {
  const consent = consents.ofGrant(caller?.grantId)
  const isOpen =
    consent?.state === 'active' ||
    (consent?.state === 'withdrawn' && consents.fault() === 'withdrawn-still-works')
  if (!caller || caller.of !== 'user' || !consent) return { status: 401 }
  return isOpen
    ? { status: 200, body: { data: customer.accounts, meta: { requestDateTime: now() } } }
    : { status: 401 }
}

/** The `jti` of signed bodies are used once. */
const seen = new Set<unknown>()

function createPayment(call: ApiCall, consents: Consents): ApiAnswer {
  if (!textOf(call.headers['content-type']).startsWith('application/jwt')) return { status: 415 }
  const key = textOf(call.headers['x-idempotency-key'])
  if (key === '' || key.length > 40) return invalid('x-idempotency-key')
  const opened = openBody(call, call.url, seen, consents.keys)
  if ('code' in opened) return fail(opened.status, opened.code, 'Assinatura', 'JWT')
  const data = objectIn(opened.claims, 'data')
  if (!data || !objectIn(data, 'payment') || !objectIn(data, 'creditor')) return invalid('data')
  const consent = consents.create(`urn:bank:${randomUUID()}`, call.caller?.clientId ?? null, {
    data,
  })
  return { status: 201, body: paymentBody(consent) }
}

function paymentBody(consent: Consent): object {
  const end = new Date(Date.parse(consent.created) + 5 * 60_000).toISOString()
  return {
    data: {
      ...(consent.request['data'] as Json),
      consentId: consent.id,
      creationDateTime: consent.created,
      expirationDateTime: end.replace(/\.\d+Z$/, 'Z'),
      statusUpdateDateTime: consent.updated,
      status: words[consent.state],
    },
    links: { self: `https://bank.invalid${payments}/${consent.id}` },
    meta: { requestDateTime: now() },
  }
}

function payment(call: ApiCall, consents: Consents): ApiAnswer {
  const { caller, method, path } = call
  if (!caller) return { status: 401 }
  if (caller.of !== 'client' || !caller.scopes.has('payments')) return { status: 403 }
  if (path === payments) return method === 'POST' ? createPayment(call, consents) : { status: 405 }
  const consent = consents.find(decodeURIComponent(path.slice(payments.length + 1)))
  if (!consent || consent.clientId !== caller.clientId)
    return fail(404, 'NAO_ENCONTRADO', 'Não encontrado', path)
  return method === 'GET' ? { status: 200, body: paymentBody(consent) } : { status: 405 }
}

const payments = '/open-banking/payments/v4/consents'
const base = '/open-banking/consents/v3/consents'
const interactionHeader = 'x-fapi-interaction-id'

/** Open Finance Brasil: consents to data. @see [Consents 3](https://github.com/OpenBanking-Brasil/openapi) */
export const brazil: Ecosystem = {
  scopes: ['openid', 'accounts', 'consents', 'payments'],
  acr: 'urn:brasil:openbanking:loa2',
  scopeOf: (id) => `consent:${id}`,
  consentIdOf: ({ scope }) =>
    textOf(scope)
      .split(' ')
      .find((each) => each.startsWith('consent:'))
      ?.slice('consent:'.length),
  api(call, consents) {
    const { caller, method, path } = call
    if (!isUuid(call.headers[interactionHeader]))
      return fail(400, 'PARAMETRO_NAO_INFORMADO', 'Parâmetro não informado', interactionHeader)
    if (path === '/open-banking/accounts/v2/accounts') return accounts(call, consents)
    if (path === payments || path.startsWith(`${payments}/`))
      return asSignedBody(payment(call, consents), consents.fault(), consents.keys)
    if (path !== base && !path.startsWith(`${base}/`)) return { status: 404 }
    if (!caller) return { status: 401 }
    if (caller.of !== 'client' || !caller.scopes.has('consents')) return { status: 403 }
    const answer =
      path === base
        ? method === 'POST'
          ? create(call, consents)
          : { status: 405 }
        : one(call, decodeURIComponent(path.slice(base.length + 1)), consents)
    return { ...answer, headers: { ...answer.headers, 'x-v': '3.3.1' } }
  },
}
