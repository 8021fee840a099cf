import { derTags, oidText, readSequence, writeDer, type DerElement } from './der'
import { publicPoint } from './ec-point'

type Octets = Uint8Array<ArrayBuffer>

/** The type of DER octets, judged by their structure alone: PEM labels are often wrong. */
export type DerKind =
  'pkcs8' | 'pkcs1' | 'sec1' | 'encrypted' | 'public' | 'certificate' | 'pkcs12' | 'dsa'

/** Each kind, with the hexadecimal tags of the elements in its SEQUENCE. */
const shapes: readonly (readonly [kind: DerKind, tags: RegExp])[] = [
  ['pkcs8', /^023004/],
  ['pkcs1', /^(02){9}(30)?$/],
  ['sec1', /^0204(a0)?(a1)?$/],
  ['public', /^(3003|0202)$/],
  ['encrypted', /^3004$/],
  ['certificate', /^303003$/],
  ['pkcs12', /^0230(30)?$/],
  ['dsa', /^(02){6}$/],
]

/** A private key as PKCS#8, with its key type and curve. */
export interface DerPrivateKey {
  readonly format: 'pkcs8' | 'pkcs1' | 'sec1'
  readonly pkcs8: Octets
  readonly kty: 'RSA' | 'EC' | 'OKP'
  readonly crv: string | null
}

/** A key type or curve that browsers do not support: its name or its OID. */
export interface UnknownDerKey {
  readonly unknown: 'type' | 'curve'
  readonly seen: string
}

const keyTypes: ReadonlyMap<string, Pick<DerPrivateKey, 'kty' | 'crv'>> = new Map([
  ['1.2.840.113549.1.1.1', { kty: 'RSA', crv: null }],
  ['1.2.840.113549.1.1.10', { kty: 'RSA', crv: null }],
  ['1.2.840.10045.2.1', { kty: 'EC', crv: null }],
  ['1.3.101.110', { kty: 'OKP', crv: 'X25519' }],
  ['1.3.101.112', { kty: 'OKP', crv: 'Ed25519' }],
])

/** The curves of the Web Cryptography API. @see [RFC 5480](https://www.rfc-editor.org/rfc/rfc5480.html#section-2.1.1.1) */
const curves: ReadonlyMap<string, string> = new Map([
  ['1.2.840.10045.3.1.7', 'P-256'],
  ['1.3.132.0.34', 'P-384'],
  ['1.3.132.0.35', 'P-521'],
])

/** Common names of key types and curves that browsers do not support. */
const otherNames: ReadonlyMap<string, string> = new Map([
  ['1.3.132.0.10', 'secp256k1'],
  ['1.3.132.0.33', 'P-224'],
  ['1.3.101.111', 'X448'],
  ['1.3.101.113', 'Ed448'],
  ['1.2.840.10040.4.1', 'DSA'],
  ['1.2.840.113549.1.3.1', 'DH'],
])

const version0 = Uint8Array.of(0x02, 1, 0)
const version1 = Uint8Array.of(0x02, 1, 1)
/** AlgorithmIdentifier of `rsaEncryption`, and the OID `id-ecPublicKey`. */
const rsaAlgorithm = Uint8Array.from([
  0x30, 13, 0x06, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 1, 0x05, 0,
])
const ecOid = Uint8Array.of(0x06, 7, 0x2a, 0x86, 0x48, 0xce, 0x3d, 2, 1)

/** The kind of some octets; null if it is not known. */
export function derKind(bytes: Octets): DerKind | null {
  const tags = (readSequence(bytes) ?? []).map(({ tag }) => tag.toString(16).padStart(2, '0'))
  return shapes.find(([, shape]) => shape.test(tags.join('')))?.[0] ?? null
}

/**
 * Reads a private key and converts it to the form that the Web Cryptography API accepts: PKCS#8 version 0,
 * with `rsaEncryption` for RSA. Null if the octets are not in one of the three forms.
 *
 * @see [RFC 5958](https://www.rfc-editor.org/rfc/rfc5958.html#section-2)
 * @see [RFC 8017](https://www.rfc-editor.org/rfc/rfc8017.html#appendix-A.1.2)
 * @see [RFC 5915](https://www.rfc-editor.org/rfc/rfc5915.html#section-3)
 */
export function readDerKey(bytes: Octets): DerPrivateKey | UnknownDerKey | null {
  const kind = derKind(bytes)
  const read = kind ? readers[kind] : undefined
  return read?.(readSequence(bytes) ?? [], bytes) ?? null
}

const noCurve: UnknownDerKey = { unknown: 'curve', seen: '–' }

type Reader = (parts: readonly DerElement[], whole: Octets) => DerPrivateKey | UnknownDerKey | null

const readers: Partial<Record<DerKind, Reader>> = {
  pkcs8: ([, algorithm, key]) => (algorithm && key ? fromPkcs8(algorithm, key) : null),
  pkcs1: (_, whole) => ({ format: 'pkcs1', kty: 'RSA', crv: null, pkcs8: wrapRsa(whole) }),
  sec1(parts) {
    const parameters = parts.find(({ tag }) => tag === derTags.context0)?.content
    if (!parameters) return noCurve
    const crv = curveOf(parameters)
    if (typeof crv !== 'string') return crv
    const pkcs8 = wrapEc(crv, parameters, parts)
    return pkcs8 && { format: 'sec1', kty: 'EC', crv, pkcs8 }
  },
}

function fromPkcs8(algorithm: DerElement, key: DerElement): DerPrivateKey | UnknownDerKey | null {
  const [oid, parameters] = readSequence(algorithm.whole) ?? []
  if (oid?.tag !== derTags.oid) return null
  const name = oidText(oid.content)
  const type = keyTypes.get(name)
  if (!type) return { unknown: 'type', seen: otherNames.get(name) ?? name }
  if (type.kty === 'EC') return ecFromPkcs8(parameters, key)
  const pkcs8 = type.kty === 'RSA' ? wrapRsa(key.content) : wrap(algorithm.whole, key.whole)
  return { format: 'pkcs8', ...type, pkcs8 }
}

function ecFromPkcs8(
  parameters: DerElement | undefined,
  key: DerElement,
): DerPrivateKey | UnknownDerKey | null {
  if (!parameters) return noCurve
  const crv = curveOf(parameters.whole)
  if (typeof crv !== 'string') return crv
  const pkcs8 = wrapEc(crv, parameters.whole, readSequence(key.content) ?? [])
  return pkcs8 && { format: 'pkcs8', kty: 'EC', crv, pkcs8 }
}

function curveOf(parameters: Octets): string | UnknownDerKey {
  const tag = parameters[0]
  if (tag !== derTags.oid) return { unknown: 'curve', seen: 'specifiedCurve' }
  const oid = oidText(parameters.subarray(2))
  return curves.get(oid) ?? { unknown: 'curve', seen: otherNames.get(oid) ?? oid }
}

function wrapRsa(key: Octets): Octets {
  return wrap(rsaAlgorithm, writeDer(derTags.octetString, key))
}

/**
 * Includes the public key, and names the curve only in the AlgorithmIdentifier: not every parser accepts
 * other forms.
 */
function wrapEc(crv: string, parameters: Octets, parts: readonly DerElement[]): Octets | null {
  const secret = parts.find(({ tag }) => tag === derTags.octetString)
  const given = parts.find(({ tag }) => tag === derTags.context1)?.whole
  const half = given ?? (secret && writePoint(publicPoint(crv, secret.content)))
  if (!secret || !half) return null
  const key = writeDer(derTags.sequence, version1, secret.whole, half)
  const algorithm = writeDer(derTags.sequence, ecOid, parameters)
  return wrap(algorithm, writeDer(derTags.octetString, key))
}

function writePoint(point: Octets | null): Octets | null {
  if (!point) return null
  return writeDer(derTags.context1, writeDer(derTags.bitString, Uint8Array.of(0), point))
}

function wrap(algorithm: Octets, key: Octets): Octets {
  return writeDer(derTags.sequence, version0, algorithm, key)
}

/**
 * The key type, curve and key of a SubjectPublicKeyInfo.
 *
 * @see [RFC 5280](https://www.rfc-editor.org/rfc/rfc5280.html#section-4.1.2.7)
 */
export function readPublicKeyInfo(
  bytes: Octets,
): (Pick<DerPrivateKey, 'kty' | 'crv'> & { readonly key: Octets }) | null {
  const [algorithm, bits] = readSequence(bytes) ?? []
  const [oid, parameters] = (algorithm && readSequence(algorithm.whole)) ?? []
  const type = oid && keyTypes.get(oidText(oid.content))
  if (!type || bits?.tag !== derTags.bitString) return null
  const key = bits.content.subarray(1)
  if (type.kty !== 'EC') return { ...type, key }
  const crv = parameters ? curveOf(parameters.whole) : null
  return typeof crv === 'string' ? { kty: 'EC', crv, key } : null
}
