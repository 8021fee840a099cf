import { sensitivityOf, type Place, type Sensitivity } from '@/lib/model/credentials'
import { metadataFields } from '@/lib/oauth/metadata-fields'
import { parameters } from '@/lib/oauth/parameters'

/** What a value is replaced as. Its pseudonym is the stem with a number: `code-1`. */
export interface RedactionKind {
  readonly stem: string
  /** `unknown`: it may be a secret, and the tester decides. */
  readonly of: 'secret' | 'personal' | 'unknown'
}

/** Stems that differ from the name. Names are in the spelling of `plainName`. */
const stems: ReadonlyMap<string, string> = new Map(
  Object.entries({
    code: 'authorizationcode authcode',
    verifier: 'codeverifier',
    token: 'oauthtoken pct rpt claimtoken ticket',
    cookie: 'setcookie',
    account:
      'accountid accountnumber accountno iban bban pan maskedpan identification secondaryidentification',
    name:
      'givenname familyname middlename nickname preferredusername birthfamilyname birthgivenname birthmiddlename ' +
      'fullname firstname lastname surname accountname accountholdername holdername customername',
    id: 'nationalid idnumber nric ssn cpf cnpj hashedidnumber passportnumber taxid',
    user: 'username userid customerid loginhint logouthint loginhinttoken',
    phone: 'phonenumber msisdn mobile mobilenumber',
    email: 'emailaddress',
    birthdate: 'dateofbirth dob',
    address:
      'postaladdress streetaddress streetname buildingnumber postcode postalcode townname placeofbirth',
  }).flatMap(([stem, names]) => names.split(' ').map((name) => [name, stem] as const)),
)

/** A name without case, separators and an index. */
export const plainName = (name: string) =>
  name
    .trim()
    .toLowerCase()
    .replace(/\[\w*\]$/, '')
    .replaceAll(/[-_]/g, '')

/**
 * Public on the screen and replaced in exports: until it has been used, a request_uri opens the request, and a
 * state continues the session of the app.
 */
const exportOnly: ReadonlyMap<string, RedactionKind> = new Map([
  ['state', { stem: 'state', of: 'secret' }],
  ['requesturi', { stem: 'request-uri', of: 'secret' }],
])

/** The sensitivity of a name. JSON in a token or a parameter may have the members of any JSON. */
export function sensitivityIn(place: Place, name: string): Sensitivity | undefined {
  const own = sensitivityOf(place, name)
  return own ?? (place === 'header' ? undefined : sensitivityOf('member', name))
}

/** What the values with this name are replaced as; null if they are not replaced because of it. */
export function redactionKind(place: Place, name: string): RedactionKind | null {
  const plain = plainName(name)
  const sensitivity = sensitivityIn(place, name)
  if (place !== 'header' && exportOnly.has(plain)) return exportOnly.get(plain) ?? null
  if (sensitivity === undefined || sensitivity === 'public') return null
  const stem = stems.get(plain) ?? spelled(name)
  return { stem, of: sensitivity === 'personal' ? 'personal' : 'secret' }
}

/** A name as the stem of a pseudonym. Only letters, digits and hyphens go through every encoding unchanged. */
function spelled(name: string): string {
  const stem = name
    .replaceAll(/([a-z])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '-')
  return stem.replaceAll(/-{2,}/g, '-').slice(0, 40)
}

/** Containers whose members decide for themselves. In any other personal object, every text is personal. */
const mixed: ReadonlySet<string> = new Set([
  'authorizationdetails',
  'verifiedclaims',
  'tokenintrospection',
  'claimsources',
  'act',
])

export function isMixed(name: string): boolean {
  return mixed.has(plainName(name).replace(/^_/, ''))
}

/** Names of headers and JWK members with long public values. */
const publicNames: ReadonlySet<string> = new Set(
  (
    'accept acceptencoding acceptlanguage allow cachecontrol contentlength contentsecuritypolicy contenttype date ' +
    'etag host keepalive lastmodified link origin permissionspolicy referrerpolicy server stricttransportsecurity ' +
    'useragent vary via wwwauthenticate dpopnonce accesscontrolalloworigin accesscontrolexposeheaders ' +
    'kty use keyops alg n e x y crv x5c type issuer permissions'
  ).split(' '),
)

/** Whether the values with this name are known to be public, so a long random one is not suspicious. */
export function isKnownPublic(place: Place, name: string): boolean {
  return (
    sensitivityIn(place, name) === 'public' ||
    sensitivityOf('claim', name) === 'public' ||
    parameters.has(name) ||
    metadataFields.has(name) ||
    publicNames.has(plainName(name))
  )
}

/** Names of members that describe a secret: `{"client_secret": {"type": "…", "value": "…"}}`. */
const descriptive =
  /^(?:(?:\w*type|format|kind|status|active|path|domain|httponly|secure|samesite|algorithm|encoding|length|size|unit|ttl|version|label|method|hint|description|enabled)$|expir|lifetime|issuedat|created|updated)/

/** Whether a member inside a secret object is about the secret, and not a part of it. */
export function isDescriptive(name: string): boolean {
  return descriptive.test(plainName(name)) || (name !== '' && isKnownPublic('member', name))
}
