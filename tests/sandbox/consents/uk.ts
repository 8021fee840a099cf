import { randomUUID } from 'node:crypto'
import { accountData } from './uk-accounts.ts'
import {
  isJson,
  isTextList,
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
import { refuseDetached, withDetached } from './payload-signing.ts'

type Version = 'v3.1' | 'v4.0'
type Kind = 'account-access-consents' | 'domestic-payment-consents'

const words: Readonly<Record<Version, Readonly<Record<Consent['state'], string>>>> = {
  'v3.1': {
    waiting: 'AwaitingAuthorisation',
    active: 'Authorised',
    refused: 'Rejected',
    withdrawn: 'Revoked',
  },
  'v4.0': { waiting: 'AWAU', active: 'AUTH', refused: 'RJCT', withdrawn: 'CANC' },
}

const fail = (status: number, version: Version, code: string, path: string): ApiAnswer => ({
  status,
  body: {
    ...(version === 'v3.1' && { Code: `${status}`, Message: 'Request refused' }),
    Id: randomUUID(),
    Errors: [{ ErrorCode: code, Message: `Check ${path}`, Path: path }],
  },
})

const codes: Readonly<Record<Version, Readonly<Record<'missing' | 'invalid' | 'gone', string>>>> = {
  'v3.1': {
    missing: 'UK.OBIE.Field.Missing',
    invalid: 'UK.OBIE.Field.Invalid',
    gone: 'UK.OBIE.Resource.NotFound',
  },
  'v4.0': { missing: 'U004', invalid: 'U002', gone: 'U011' },
}

const credits = ['ReadTransactionsCredits', 'ReadTransactionsDebits']
const transactions = ['ReadTransactionsBasic', 'ReadTransactionsDetail']

/** The first member of an account access consent that is wrong. */
function wrongAccess({ Permissions, ExpirationDateTime }: Json): string | undefined {
  if (!isTextList(Permissions)) return 'Data.Permissions'
  const has = (names: readonly string[]) => names.some((name) => Permissions.includes(name))
  if (!has(['ReadAccountsBasic', 'ReadAccountsDetail'])) return 'Data.Permissions'
  if (has(credits) !== has(transactions)) return 'Data.Permissions'
  const isDate =
    ExpirationDateTime === undefined || Date.parse(textOf(ExpirationDateTime)) > Date.now()
  return isDate ? undefined : 'Data.ExpirationDateTime'
}

const objectIn = (json: Json, name: string): Json => (isJson(json[name]) ? json[name] : {})

const short = (text: unknown) => /^.{1,35}$/.test(textOf(text))

/** Remittance information is a text in version 3.1, and a list in version 4.0. */
function fitsVersion(initiation: Json, version: Version): boolean {
  const { Unstructured } = objectIn(initiation, 'RemittanceInformation')
  return Unstructured === undefined || Array.isArray(Unstructured) === (version === 'v4.0')
}

/** The first member of a domestic payment consent that is wrong. */
function wrongPayment(data: Json, version: Version): string | undefined {
  const initiation = objectIn(data, 'Initiation')
  const amount = objectIn(initiation, 'InstructedAmount')
  const account = objectIn(initiation, 'CreditorAccount')
  const checks: readonly (readonly [path: string, isRight: boolean])[] = [
    ['InstructionIdentification', short(initiation['InstructionIdentification'])],
    ['EndToEndIdentification', short(initiation['EndToEndIdentification'])],
    ['InstructedAmount.Amount', /^\d{1,13}(?:\.\d{1,5})?$/.test(textOf(amount['Amount']))],
    ['InstructedAmount.Currency', /^[A-Z]{3}$/.test(textOf(amount['Currency']))],
    ['CreditorAccount.Identification', /^\d{14}$/.test(textOf(account['Identification']))],
    ['RemittanceInformation.Unstructured', fitsVersion(initiation, version)],
  ]
  const wrong = checks.find(([, isRight]) => !isRight)
  return wrong && `Data.Initiation.${wrong[0]}`
}

const scopes: Readonly<Record<Kind, string>> = {
  'account-access-consents': 'accounts',
  'domestic-payment-consents': 'payments',
}

interface Place {
  readonly version: Version
  readonly kind: Kind
}

function body(consent: Consent, { version, kind }: Place, consents: Consents): object {
  const data = isJson(consent.request['Data']) ? consent.request['Data'] : {}
  const { ExpirationDateTime: end } = data
  const isLater = consents.fault() === 'expiry-changed' && typeof end === 'string'
  return {
    Data: {
      ...(consents.fault() !== 'id-missing' && { ConsentId: consent.id }),
      Status: consents.fault() === 'status-unknown' ? 'MAYB' : words[version][consent.state],
      CreationDateTime: consent.created,
      StatusUpdateDateTime: consent.updated,
      ...data,
      ...(isLater && { ExpirationDateTime: later(end) }),
    },
    Risk: consent.request['Risk'],
    Links: { Self: `https://bank.invalid/open-banking/${version}/${kind}/${consent.id}` },
    Meta: { TotalPages: 1 },
  }
}

/** Payment consents are idempotent, so they need a key. */
function lacksKey({ headers }: ApiCall, kind: Kind): boolean {
  const key = textOf(headers['x-idempotency-key'])
  return kind === 'domestic-payment-consents' && (key === '' || key.length > 40)
}

/** Why a consent cannot be created: the code and the member. */
function refusalOf(
  call: ApiCall,
  { version, kind }: Place,
): readonly [code: string, path: string] | undefined {
  const { missing, invalid } = codes[version]
  const { json } = call
  if (!json || !isJson(json['Data'])) return [missing, 'Data']
  if (!isJson(json['Risk'])) return [missing, 'Risk']
  if (lacksKey(call, kind)) return [missing, 'x-idempotency-key']
  const data = json['Data']
  const wrong =
    kind === 'domestic-payment-consents' ? wrongPayment(data, version) : wrongAccess(data)
  return wrong === undefined ? undefined : [invalid, wrong]
}

function create(call: ApiCall, place: Place, consents: Consents): ApiAnswer {
  const { headers, json, caller } = call
  if (!textOf(headers['content-type']).startsWith('application/json')) return { status: 415 }
  const refusal = refusalOf(call, place)
  if (refusal || !json) return fail(400, place.version, ...(refusal ?? ['', '']))
  const prefix = place.kind === 'domestic-payment-consents' ? 'pdc' : 'aac'
  const consent = consents.create(`${prefix}-${randomUUID()}`, caller?.clientId ?? null, json)
  return { status: 201, body: body(consent, place, consents) }
}

function one(call: ApiCall, place: Place, id: string, consents: Consents): ApiAnswer {
  const { version, kind } = place
  const consent = consents.find(id)
  // A deleted consent is answered with 400, not with 404.
  if (!consent || consent.clientId !== call.caller?.clientId || consent.state === 'withdrawn')
    return fail(400, version, codes[version].gone, 'ConsentId')
  if (call.method === 'GET') return { status: 200, body: body(consent, place, consents) }
  if (call.method !== 'DELETE' || kind !== 'account-access-consents') return { status: 405 }
  consents.withdraw(consent)
  return { status: 204 }
}

/** The calls that a user's token is for. */
function used(
  { method, caller }: ApiCall,
  version: Version,
  answer: object,
  consents: Consents,
): ApiAnswer {
  if (method !== 'GET') return { status: 405 }
  if (!caller || caller.of !== 'user') return { status: 401 }
  const consent = consents.ofGrant(caller.grantId)
  const mayUse =
    consent?.state === 'active' ||
    (consent?.state === 'withdrawn' && consents.fault() === 'withdrawn-still-works')
  return mayUse ? { status: 200, body: answer } : fail(403, version, 'U028', 'ConsentId')
}

const path =
  /^\/open-banking\/(v3\.1|v4\.0)\/(?:aisp|pisp)\/(?:(account-access-consents|domestic-payment-consents)(?:\/([^/]+))?(\/funds-confirmation)?|accounts(?:\/[\w-]+(?:\/(?:balances|transactions))?)?)$/

/** UK Open Banking: consents in versions 3.1 and 4.0. @see [Read/Write API](https://openbankinguk.github.io/read-write-api-site3/) */
export const uk: Ecosystem = {
  scopes: ['openid', 'accounts', 'payments'],
  acr: 'urn:openbanking:psd2:sca',
  eventsPath: '/open-banking/v4.0/events',
  consentIdOf: ({ claims }) => {
    const { id_token: asked } = JSON.parse(textOf(claims) || '{}') as {
      id_token?: { openbanking_intent_id?: { value?: string } }
    }
    return asked?.openbanking_intent_id?.value
  },
  api(call, consents) {
    const [all, version, kind, id, funds] = path.exec(call.path) ?? []
    if (all === undefined) return { status: 404 }
    const place = { version: version as Version, kind: kind as Kind }
    const date = {
      Data: { FundsAvailableResult: { FundsAvailable: true, FundsAvailableDateTime: now() } },
    }
    if (kind === undefined) return used(call, place.version, accountData(call, consents), consents)
    const isPayment = place.kind === 'domestic-payment-consents'
    const signing = (answer: ApiAnswer) =>
      isPayment ? withDetached(call, answer, consents.fault(), consents.keys) : answer
    if (funds !== undefined) return signing(used(call, place.version, date, consents))
    const { caller } = call
    if (!caller) return { status: 401 }
    if (caller.of !== 'client' || !caller.scopes.has(scopes[place.kind])) return { status: 403 }
    if (id !== undefined) return signing(one(call, place, decodeURIComponent(id), consents))
    if (call.method !== 'POST') return { status: 405 }
    const code = isPayment ? refuseDetached(call, consents.fault(), consents.keys) : null
    return signing(
      code === null
        ? create(call, place, consents)
        : fail(400, place.version, code, 'x-jws-signature'),
    )
  },
}
