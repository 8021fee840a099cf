import { base64url } from 'jose'
import type { Issue } from '@/lib/model/issue'
import type { FoundKey } from '@/lib/model/key'
import { decodeBase64url } from './base64url'
import { chainOf, mismatch, readCertificate, readX5c, type Certificate } from './certificate'
import { readDerKey } from './der-key'
import { publicPoint } from './ec-point'
import { jwkFacts } from './jwks'
import { algorithmsFor, rowsFor, usableCurves, useOf } from './key-algorithms'
import { bareJwk, checkPrivateJwk, publicHalfOf, shortly } from './key-members'
import { readKeyText, type KeySource } from './key-text'
import type { JsonObject } from '@/lib/model/json'

/** A key with its private members. It must not leave lib/jose. */
export interface PrivateJwk {
  readonly jwk: JsonObject
  readonly found: FoundKey
  readonly x5c: readonly string[]
}

interface Candidate {
  readonly jwk: JsonObject
  readonly format: FoundKey['format']
}

type Read = Candidate | readonly Issue[]

/** Maximum keys read from one text. */
const maxKeys = 100

const tooMany = (count: number): Issue => ({
  code: 'key_many',
  seen: `${count} keys`,
  expected: `≤ ${maxKeys}`,
})

/** Finds the private keys in a text, with all their members. */
export async function findPrivateJwks(text: string): Promise<{
  readonly keys: readonly PrivateJwk[]
  readonly issues: readonly Issue[]
}> {
  const { sources: all, certificates, issues } = readKeyText(text)
  const sources = all.slice(0, maxKeys)
  const read = await Promise.all(sources.map(readSource))
  const candidates = read.flatMap((item) => ('jwk' in item ? [item] : []))
  const textCertificates = certificates.flatMap((bytes) => readCertificate(bytes) ?? [])
  const keys = await Promise.all(
    candidates.map((item, index) => toFound(item, index, textCertificates)),
  )
  const refused = refusedIn(read)
  return {
    keys: keys.map(({ key }) => key),
    issues: [
      ...textIssues(issues, keys.length, certificates.length),
      ...(all.length > maxKeys ? [tooMany(all.length)] : []),
      ...refused,
      ...keys.flatMap((key) => placed(key.issues, key.key.found.index, keys.length)),
      ...certificateIssues(
        keys.map(({ key }) => key),
        textCertificates,
      ),
    ],
  }
}

/** Reports public keys and certificates only if the text contains nothing else. */
function textIssues(
  issues: readonly Issue[],
  keys: number,
  certificates: number,
): readonly Issue[] {
  if (keys > 0) return issues.filter(({ code }) => code !== 'key_public')
  if (issues.length > 0 || certificates === 0) return issues
  return [{ code: 'key_certificate', seen: 'CERTIFICATE', expected: 'PRIVATE KEY' }]
}

function certificateIssues(
  keys: readonly PrivateJwk[],
  textCertificates: readonly Certificate[],
): readonly Issue[] {
  const isUsed = keys.some(({ found }) => found.hasCertificate)
  return keys.length > 0 && textCertificates.length > 0 && !isUsed
    ? [mismatch(textCertificates)]
    : []
}

/** Public keys alone are one issue; anything else is reported at its position. */
function refusedIn(read: readonly Read[]): readonly Issue[] {
  const isPublic = (item: Read) =>
    !('jwk' in item) && item.every(({ code }) => code === 'key_public')
  if (read.length > 1 && read.every(isPublic))
    return [{ code: 'key_public', seen: `${read.length} keys`, expected: 'd' }]
  return read.flatMap((item, index) => ('jwk' in item ? [] : placed(item, index, read.length)))
}

/** Adds the position of the key if there are several: `2: no d`. */
function placed(issues: readonly Issue[], index: number, all: number): readonly Issue[] {
  if (all < 2) return issues
  return issues.map((issue) => ({ ...issue, seen: `${index + 1}: ${issue.seen ?? '–'}` }))
}

async function readSource(source: KeySource): Promise<Read> {
  return source.kind === 'jwk' ? checked(source.jwk, 'jwk') : readDerSource(source.bytes)
}

async function readDerSource(bytes: Uint8Array<ArrayBuffer>): Promise<Read> {
  const key = readDerKey(bytes)
  if (!key) return [{ code: 'key_unreadable', seen: 'DER', expected: 'PKCS#8, PKCS#1, SEC1' }]
  if ('unknown' in key)
    return key.unknown === 'curve'
      ? [{ code: 'key_crv', seen: key.seen, expected: usableCurves }]
      : [{ code: 'key_kty', seen: key.seen, expected: 'RSA, EC, OKP' }]
  const [row] = usableRows(key.kty, key.crv)
  if (!row) return [unusable(key.kty)]
  try {
    const { subtle } = crypto
    const held = await subtle.importKey('pkcs8', key.pkcs8, row.params, true, [row.usage])
    return await checked({ ...(await subtle.exportKey('jwk', held)) }, key.format)
  } catch {
    return [unusable(key.kty)]
  }
}

function usableRows(kty: unknown, crv: unknown) {
  return [...rowsFor('sig', kty, crv), ...rowsFor('enc', kty, crv)]
}

const unusable = (kty: unknown): Issue => ({ code: 'key_unusable', seen: shortly(kty) })

async function checked(jwk: JsonObject, format: Candidate['format']): Promise<Read> {
  const issues = checkPrivateJwk(jwk)
  if (issues.length > 0) return issues
  const fits = await halvesFit(jwk).catch(() => (hasOwnPoint(jwk) ? null : false))
  if (fits === null) return [unusable(jwk['kty'])]
  return fits ? { jwk, format } : [{ code: 'key_halves', seen: shortly(jwk['kty']) }]
}

/** Whether the point of an EC key matches `d`. Browsers reject a different point without a reason. */
function hasOwnPoint({ kty, crv, d, x, y }: JsonObject): boolean {
  if (kty !== 'EC') return true
  const point = publicPoint(String(crv), decodeBase64url(String(d)))
  if (!point) return false
  const middle = (point.length + 1) / 2
  return (
    x === base64url.encode(point.subarray(1, middle)) &&
    y === base64url.encode(point.subarray(middle))
  )
}

const probe = new TextEncoder().encode('Parley')

const probeParams: Readonly<Record<string, AlgorithmIdentifier | RsaPssParams | EcdsaParams>> = {
  'RSA-PSS': { name: 'RSA-PSS', saltLength: 32 },
  ECDSA: { name: 'ECDSA', hash: 'SHA-256' },
  Ed25519: { name: 'Ed25519' },
}

/** Whether the private and the public half belong together. Not every browser checks this. */
async function halvesFit(jwk: JsonObject): Promise<boolean> {
  const { subtle } = crypto
  const [row] = usableRows(jwk['kty'], jwk['crv'])
  if (!row) throw new TypeError('No algorithm')
  const half = publicHalfOf(jwk) as JsonWebKey
  const secret = await subtle.importKey('jwk', bareJwk(jwk) as JsonWebKey, row.params, false, [
    row.usage,
  ])
  const params = probeParams[row.params.name]
  if (!params) return agrees(secret, half)
  const open = await subtle.importKey('jwk', half, row.params, false, ['verify'])
  return subtle.verify(params, open, await subtle.sign(params, secret, probe), probe)
}

/** The same for X25519, with a temporary key. */
async function agrees(secret: CryptoKey, half: JsonWebKey): Promise<boolean> {
  const { subtle } = crypto
  const name = 'X25519'
  const open = await subtle.importKey('jwk', half, { name }, false, [])
  const other = (await subtle.generateKey({ name }, false, ['deriveBits'])) as CryptoKeyPair
  const [ours, theirs] = await Promise.all([
    subtle.deriveBits({ name, public: other.publicKey }, secret, 256),
    subtle.deriveBits({ name, public: open }, other.privateKey, 256),
  ])
  const bytes = new Uint8Array(theirs)
  return new Uint8Array(ours).every((byte, index) => byte === bytes[index])
}

async function toFound(
  { jwk, format }: Candidate,
  index: number,
  textCertificates: readonly Certificate[],
): Promise<{ readonly key: PrivateJwk; readonly issues: readonly Issue[] }> {
  const publicJwk = publicHalfOf(jwk)
  const { kty, crv, size, thumbprint } = await jwkFacts(publicJwk)
  const use = chosenUse(jwk)
  const algs = algorithmsFor(use, kty, crv)
  const named = jwk['alg']
  const { x5c, issues } = certificatesOf(jwk, publicJwk, textCertificates)
  const isKnown = typeof named === 'string' && algs.includes(named)
  const isNamed = format === 'jwk' && typeof named === 'string'
  const found: FoundKey = {
    index,
    format,
    kid: typeof jwk['kid'] === 'string' ? jwk['kid'] : null,
    use,
    alg: isNamed && isKnown ? named : (algs[0] ?? ''),
    algs,
    kty,
    crv,
    size,
    thumbprint: thumbprint ?? '',
    hasCertificate: x5c.length > 0,
  }
  const odd: readonly Issue[] =
    isNamed && !isKnown
      ? [{ code: 'key_alg', seen: shortly(named), expected: algs.join(', ') }]
      : []
  return { key: { jwk, found, x5c }, issues: [...odd, ...issues] }
}

/** The use that the key declares if its type supports it, otherwise the first use that its type supports. */
function chosenUse(jwk: JsonObject): 'sig' | 'enc' {
  const uses = [useOf(jwk['alg']), jwk['use'], 'sig', 'enc'] as const
  const fitting = uses.find(
    (use) => typeof use === 'string' && rowsFor(use, jwk['kty'], jwk['crv']).length > 0,
  )
  return fitting === 'enc' ? 'enc' : 'sig'
}

function certificatesOf(
  jwk: JsonObject,
  publicJwk: JsonObject,
  textCertificates: readonly Certificate[],
): { readonly x5c: readonly string[]; readonly issues: readonly Issue[] } {
  const entries: unknown = jwk['x5c']
  const own = (Array.isArray(entries) ? entries : []).flatMap((entry) => readX5c(entry) ?? [])
  const x5c = chainOf(publicJwk, [...own, ...textCertificates])
  const isOdd = entries !== undefined && x5c.length === 0
  return { x5c, issues: isOdd ? [mismatch(own)] : [] }
}
