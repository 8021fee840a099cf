import type { Issue } from '@/lib/model/issue'
import { base64url } from 'jose'
import { derTags, oidText, readSequence, withoutLeadingZero, type DerElement } from './der'
import { readPublicKeyInfo } from './der-key'
import { keySizeLimit, readKeyText } from './key-text'
import { base64Bytes, base64Text } from './pem'
import { parseJson } from '@/lib/model/strict-json'
import type { JsonObject } from '@/lib/model/json'

type Octets = Uint8Array<ArrayBuffer>

/** The contents of a certificate. Nothing is verified. */
export interface Certificate {
  /** DER in base64, as in `x5c`. */
  readonly base64: string
  /** `CN=…, O=…` */
  readonly subject: string
  /** Milliseconds since the epoch; null if it cannot be read. */
  readonly notBefore: number | null
  readonly notAfter: number | null
  /** The public key; null if Parley cannot use it. */
  readonly publicJwk: JsonObject | null
  /** The names as DER in base64, used to build a chain. */
  readonly subjectName: string
  readonly issuerName: string
}

/**
 * Reads a certificate; null if the octets are not a certificate.
 *
 * @see [RFC 5280](https://www.rfc-editor.org/rfc/rfc5280.html#section-4.1)
 */
export function readCertificate(bytes: Octets): Certificate | null {
  const [signed] = readSequence(bytes) ?? []
  const all = (signed && readSequence(signed.whole)) ?? []
  const [, , issuer, validity, subject, publicKey] = all.filter(
    ({ tag }, index) => index > 0 || tag !== derTags.context0,
  )
  if (!issuer || !validity || !subject || !publicKey) return null
  const [notBefore, notAfter] = readSequence(validity.whole) ?? []
  return {
    base64: base64Text(bytes),
    subject: nameText(subject),
    notBefore: timeOf(notBefore),
    notAfter: timeOf(notAfter),
    publicJwk: publicJwkFrom(publicKey.whole),
    subjectName: base64Text(subject.whole),
    issuerName: base64Text(issuer.whole),
  }
}

/** Reads an entry of `x5c`. */
export function readX5c(entry: unknown): Certificate | null {
  const bytes = typeof entry === 'string' ? base64Bytes(entry) : null
  return bytes && readCertificate(bytes)
}

/**
 * The certificate of a key, followed by the certificates that certify it. Empty if none belongs to the key.
 *
 * @see [RFC 7515](https://www.rfc-editor.org/rfc/rfc7515.html#section-4.1.6)
 */
export function chainOf(
  publicJwk: JsonObject,
  certificates: readonly Certificate[],
): readonly string[] {
  const own = certificates.find((certificate) => isSameKey(certificate.publicJwk, publicJwk))
  const chain: Certificate[] = []
  for (let next = own; next;) {
    chain.push(next)
    const { issuerName } = next
    next = certificates.find(
      (certificate) => certificate.subjectName === issuerName && !chain.includes(certificate),
    )
  }
  return chain.map(({ base64 }) => base64)
}

/**
 * Reads the certificates of a key from PEM, base64 DER or a JSON array as in `x5c`. Ignores private keys in
 * the text.
 */
export function readCertificates(
  text: string,
  publicJwk: JsonObject,
): { readonly x5c: readonly string[] } | Issue {
  const certificates = certificatesIn(text)
  if (certificates.length === 0)
    return { code: 'certificate_unreadable', seen: `${text.length} characters`, expected: 'PEM' }
  const x5c = chainOf(publicJwk, certificates)
  return x5c.length > 0 ? { x5c } : mismatch(certificates)
}

function certificatesIn(text: string): readonly Certificate[] {
  if (text.length > keySizeLimit) return []
  const { value } = parseJson(text.trim())
  if (Array.isArray(value)) return value.flatMap((entry) => readX5c(entry) ?? [])
  return readKeyText(text).certificates.flatMap((bytes) => readCertificate(bytes) ?? [])
}

/** The issue to report when none of the certificates belongs to the key. */
export function mismatch(certificates: readonly Certificate[]): Issue {
  const seen = certificates.map(({ subject }) => subject || '–').join('; ')
  return { code: 'certificate_mismatch', seen }
}

/** SHA-256 of a certificate's DER, base64url: `x5t#S256`. @see [RFC 7515](https://www.rfc-editor.org/rfc/rfc7515.html#section-4.1.8) */
export async function certificateThumbprint(base64: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', base64Bytes(base64) ?? new Uint8Array())
  return base64url.encode(new Uint8Array(digest))
}

function isSameKey(one: JsonObject | null, other: JsonObject): boolean {
  return one !== null && Object.entries(one).every(([name, value]) => other[name] === value)
}

function publicJwkFrom(bytes: Octets): JsonObject | null {
  const info = readPublicKeyInfo(bytes)
  if (!info) return null
  const { kty, crv, key } = info
  const members = publicReaders[kty](key)
  return members && { kty, ...(crv === null ? {} : { crv }), ...members }
}

const publicReaders: Readonly<Record<'RSA' | 'EC' | 'OKP', (key: Octets) => JsonObject | null>> = {
  RSA(key) {
    const [n, e] = readSequence(key) ?? []
    return n && e ? { n: integer(n), e: integer(e) } : null
  },
  /** Compressed points do not occur in certificates in practice. */
  EC(key) {
    if (key[0] !== 4 || key.length % 2 === 0) return null
    const middle = (key.length + 1) / 2
    return {
      x: base64url.encode(key.subarray(1, middle)),
      y: base64url.encode(key.subarray(middle)),
    }
  },
  OKP: (key) => ({ x: base64url.encode(key) }),
}

function integer({ content }: DerElement): string {
  return base64url.encode(withoutLeadingZero(content))
}

const nameTypes: ReadonlyMap<string, string> = new Map([
  ['2.5.4.3', 'CN'],
  ['2.5.4.5', 'serialNumber'],
  ['2.5.4.6', 'C'],
  ['2.5.4.7', 'L'],
  ['2.5.4.8', 'ST'],
  ['2.5.4.10', 'O'],
  ['2.5.4.11', 'OU'],
  ['2.5.4.97', 'organizationIdentifier'],
  ['0.9.2342.19200300.100.1.1', 'UID'],
  ['0.9.2342.19200300.100.1.25', 'DC'],
])

const texts = new TextDecoder()

/** The attributes of a name that have well-known abbreviations. */
function nameText(name: DerElement): string {
  const sets = readSequence(name.whole) ?? []
  return sets
    .flatMap(({ content }) => {
      const [oid, value] = readSequence(content) ?? []
      const type = oid && nameTypes.get(oidText(oid.content))
      return type && value ? [`${type}=${texts.decode(value.content)}`] : []
    })
    .join(', ')
}

/** @see [RFC 5280](https://www.rfc-editor.org/rfc/rfc5280.html#section-4.1.2.5) */
function timeOf(element: DerElement | undefined): number | null {
  const [, year, ...rest] =
    /^(\d{2}|\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(
      element ? texts.decode(element.content) : '',
    ) ?? []
  if (year === undefined) return null
  const [month = '', day = '', hour = '', minute = '', second = ''] = rest
  const century = year.length === 4 ? '' : Number(year) < 50 ? '20' : '19'
  const time = Date.parse(`${century}${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
  return Number.isNaN(time) ? null : time
}
