import type { Issue } from '@/lib/model/issue'
import { derKind, type DerKind } from './der-key'
import { base64Bytes, hasPem, readPem, type PemBlock } from './pem'
import { parseJson } from '@/lib/model/strict-json'
import type { JsonObject } from '@/lib/model/json'

type Octets = Uint8Array<ArrayBuffer>

/** A possible private key in a text. */
export type KeySource =
  | { readonly kind: 'jwk'; readonly jwk: JsonObject }
  | { readonly kind: 'der'; readonly bytes: Octets }

/** The keys, certificates and issues in a text, in their order. */
export interface KeyText {
  readonly sources: readonly KeySource[]
  readonly certificates: readonly Octets[]
  readonly issues: readonly Issue[]
}

/** Maximum characters of a text; a longer one is not read. */
export const keySizeLimit = 256 * 1024

/** Maximum layers of encoding, such as base64 in base64, or JSON in a JSON string. */
const maxLayers = 4

const keyFormats = 'JWK, JWKS, PKCS#8, PKCS#1, SEC1'

const nothing: KeyText = { sources: [], certificates: [], issues: [] }

const refusal = (issue: Issue): KeyText => ({ ...nothing, issues: [issue] })

/** Finds possible private keys and certificates. Reports everything else as issues, without quoting it. */
export function readKeyText(text: string): KeyText {
  if (text.length > keySizeLimit)
    return refusal({
      code: 'key_too_large',
      seen: `${text.length} characters`,
      expected: `≤ ${keySizeLimit}`,
    })
  return readLayer(text, 1)
}

function readLayer(input: string, layer: number): KeyText {
  const text = input.replace(/^\uFEFF/, '').trim()
  if (text === '') return refusal({ code: 'key_empty', expected: keyFormats })
  const { value, duplicates, error } = parseJson(text)
  if (error === null && typeof value === 'object' && value !== null)
    return join([
      found(value, walk(value, layer, false)),
      { ...nothing, issues: repeated(duplicates) },
    ])
  if (typeof value === 'string' && layer < maxLayers) return readLayer(value, layer + 1)
  if (hasPem(text)) return join(readPem(text).map(readBlock))
  return /^[{["]/.test(text) ? refusal(notJson(error)) : readBare(text, layer)
}

/** Base64 without PEM armour, or a format that has no armour. */
function readBare(text: string, layer: number): KeyText {
  const foreign = foreignForms.find(([, form]) => form.test(text))?.[0]
  if (foreign) return refusal(foreign)
  const bytes = base64Bytes(text)
  return (bytes && readBytes(bytes, layer)) ?? refusal(notRecognised(text))
}

const notRecognised = (text: string): Issue => ({
  code: 'key_not_recognised',
  seen: `${text.length} characters`,
  expected: keyFormats,
})

/** Reports only the position: the text there may be a part of the key. */
const notJson = (error: string | null): Issue => ({
  code: 'key_json',
  ...(error === null ? {} : { seen: error.replace(/^.* at /, '') }),
  expected: 'JSON',
})

const openssh: Issue = { code: 'key_openssh', seen: 'OpenSSH', expected: keyFormats }

const foreignForms: readonly (readonly [Issue, RegExp])[] = [
  [{ code: 'key_format', seen: 'PuTTY', expected: keyFormats }, /^PuTTY-User-Key-File/],
  [openssh, /^---- BEGIN SSH2/],
  [{ code: 'key_public', seen: 'OpenSSH' }, /^(?:ssh|ecdsa)-[\w@.-]{1,40} AAAA/],
]

function join(texts: readonly KeyText[]): KeyText {
  return {
    sources: texts.flatMap(({ sources }) => sources),
    certificates: texts.flatMap(({ certificates }) => certificates),
    issues: texts.flatMap(({ issues }) => issues),
  }
}

/** Member names that may be shown. Any other name may contain a secret. */
const knownMembers = /(?:^|\.)(kty|crv|kid|alg|use|n|e|d|p|q|dp|dq|qi|x|y|k|keys)$/

function repeated(paths: readonly string[]): readonly Issue[] {
  const names = paths.map((path) => knownMembers.exec(path)?.[1] ?? '…')
  return names.length === 0 ? [] : [{ code: 'key_duplicate', seen: [...new Set(names)].join(', ') }]
}

/** What was found in JSON; says what is missing if that is nothing. */
function found(value: object, text: KeyText): KeyText {
  if (Object.values(text).some((list: readonly unknown[]) => list.length > 0)) return text
  const isEmpty = 'keys' in value && Array.isArray(value.keys) && value.keys.length === 0
  return isEmpty
    ? refusal({ code: 'key_keys_empty', seen: 'keys: []', expected: 'keys: [{…}]' })
    : refusal({ code: 'key_none', seen: seenIn(value), expected: 'kty, d' })
}

/** The kind of a JSON value, without its contents. */
function seenIn(value: object): string {
  if (Array.isArray(value)) return value.length === 0 ? '[]' : '[…]'
  return Object.keys(value).length === 0 ? '{}' : '{…}'
}

/** Searches objects and arrays of any kind, because keys also occur in configuration files. */
function walk(value: unknown, layer: number, isListed: boolean): KeyText {
  if (typeof value === 'string' && hasPem(value) && layer < maxLayers)
    return readLayer(value, layer + 1)
  if (typeof value !== 'object' || value === null) return isListed ? notKey : nothing
  if ('kty' in value) return { ...nothing, sources: [{ kind: 'jwk', jwk: value as JsonObject }] }
  if (Array.isArray(value)) return join(value.map((entry) => walk(entry, layer, false)))
  if (isListed || ('d' in value && typeof value.d === 'string')) return notKey
  return join(
    Object.entries(value).flatMap(([name, member]: [string, unknown]) =>
      name === 'keys' && Array.isArray(member)
        ? member.map((entry) => walk(entry, layer, true))
        : [walk(member, layer, false)],
    ),
  )
}

const notKey = refusal({ code: 'key_kty', seen: '–', expected: 'RSA, EC, OKP' })

const labels: readonly (readonly [RegExp, Issue])[] = [
  [/^OPENSSH PRIVATE KEY$/, openssh],
  [/^PGP /, { code: 'key_format', seen: 'PGP', expected: keyFormats }],
]

function readBlock({ label, bytes, isEncrypted, isCut }: PemBlock): KeyText {
  const foreign = labels.find(([pattern]) => pattern.test(label))?.[1]
  if (foreign) return refusal(foreign)
  if (isEncrypted || label === 'ENCRYPTED PRIVATE KEY') return encrypted(label)
  if (label.endsWith(' PARAMETERS')) return nothing
  const expected = `-----END ${label}-----`
  if (isCut) return refusal({ code: 'key_pem_cut', seen: label, expected })
  const kind = bytes && derKind(bytes)
  return bytes && kind ? kinds[kind](bytes) : refusal({ code: 'key_pem', seen: label })
}

const encrypted = (seen: string): KeyText => refusal({ code: 'key_encrypted', seen })

const key = (bytes: Octets): KeyText => ({ ...nothing, sources: [{ kind: 'der', bytes }] })

const kinds: Readonly<Record<DerKind, (bytes: Octets) => KeyText>> = {
  pkcs8: key,
  pkcs1: key,
  sec1: key,
  certificate: (bytes) => ({ ...nothing, certificates: [bytes] }),
  encrypted: () => encrypted('PKCS#8'),
  public: () => refusal({ code: 'key_public', seen: 'PUBLIC KEY', expected: 'PRIVATE KEY' }),
  pkcs12: () => refusal({ code: 'key_pkcs12', seen: 'PKCS#12', expected: keyFormats }),
  dsa: () => refusal({ code: 'key_kty', seen: 'DSA', expected: 'RSA, EC, OKP' }),
}

/** Base64 without PEM armour: DER, or a text encoded for an environment variable. */
function readBytes(bytes: Octets, layer: number): KeyText | null {
  const kind = derKind(bytes)
  if (kind) return kinds[kind](bytes)
  const inner = new TextDecoder().decode(bytes)
  return layer < maxLayers && (hasPem(inner) || /^\s*[{[]/.test(inner))
    ? readLayer(inner, layer + 1)
    : null
}
