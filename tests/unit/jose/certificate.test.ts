import { X509Certificate, createHash, type KeyObject } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  certificateThumbprint,
  readCertificate,
  readCertificates,
  readX5c,
} from '@/lib/jose/certificate'
import { findKeys, importPrivateKey } from '@/lib/jose/key-import'
import { certificate, certificatePem } from './certificate-samples'
import { jwk, kinds, pairs, pem, publicMembers } from './key-samples'

const root = pairs['P-256']
const middle = pairs['P-384']
const issuedBy = (cn: string, { privateKey }: { readonly privateKey: KeyObject }) => ({
  cn,
  privateKey,
})
const rootBytes = certificate({ cn: 'Root', publicKey: root.publicKey }, issuedBy('Root', root))
const middleBytes = certificate(
  { cn: 'Middle', publicKey: middle.publicKey },
  issuedBy('Root', root),
)
const own = certificate({ cn: 'Own', publicKey: pairs.RSA.publicKey }, issuedBy('Middle', middle))
const stranger = certificate(
  { cn: 'Stranger', publicKey: pairs['P-521'].publicKey },
  { cn: 'Other', privateKey: root.privateKey },
)
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')
const publicJwk = publicMembers(jwk(pairs.RSA.publicKey))
const chain = [own, middleBytes, rootBytes].map(base64)

test.each(kinds)('reads what node reads: %s', async (kind) => {
  const { publicKey } = pairs[kind]
  const bytes = certificate({ cn: kind, publicKey }, { cn: 'Root', privateKey: root.privateKey })
  const node = new X509Certificate(bytes)
  expect(node.verify(root.publicKey)).toBe(true)
  const read = readCertificate(bytes)
  expect(read).toMatchObject({
    base64: base64(bytes),
    subject: `O=Bänk, CN=${kind}`,
    notBefore: Date.parse(node.validFrom),
    notAfter: Date.parse(node.validTo),
    publicJwk: publicMembers(jwk(node.publicKey)),
  })
  const digest = createHash('sha256').update(bytes).digest('base64url')
  expect(await certificateThumbprint(base64(bytes))).toBe(digest)
  expect(digest).toBe(
    Buffer.from(node.fingerprint256.replaceAll(':', ''), 'hex').toString('base64url'),
  )
})

test('never throws', () => {
  fc.assert(
    fc.property(fc.nat(own.length), fc.nat(255), (at, value) => {
      const changed = Uint8Array.from(own)
      changed[at] = value
      readCertificate(changed)
      readX5c(base64(changed.subarray(at)))
    }),
  )
})

describe('the chain', () => {
  test.each<readonly [string, string]>([
    ['PEM in its order', [own, middleBytes, rootBytes].map(certificatePem).join('')],
    ['PEM in any order', [rootBytes, stranger, own, middleBytes].map(certificatePem).join('\n')],
    ['an x5c list', JSON.stringify(chain)],
    ['PEM with \\n', JSON.stringify([own, middleBytes, rootBytes].map(certificatePem).join(''))],
  ])('from %s is the own one first', (_, text) => {
    expect(readCertificates(text, publicJwk)).toEqual({ x5c: chain })
  })

  test('one certificate without armour', () => {
    expect(readCertificates(base64(own), publicJwk)).toEqual({ x5c: [base64(own)] })
  })

  test('of another key is refused', () => {
    expect(readCertificates(certificatePem(stranger), publicJwk)).toEqual({
      code: 'certificate_mismatch',
      seen: 'O=Bänk, CN=Stranger',
    })
  })

  test.each(['junk', '[]', '[7, "AA"]', pem(pairs.RSA.privateKey), 'A'.repeat(300_000)])(
    'is not in %.20s',
    (text) => {
      expect(readCertificates(text, publicJwk)).toEqual({
        code: 'certificate_unreadable',
        seen: `${text.length} characters`,
        expected: 'PEM',
      })
    },
  )
})

describe('beside a key', () => {
  const wanted = { use: 'sig', alg: 'PS256' } as const
  const key = pem(pairs.RSA.privateKey)

  test('PEM is imported with the key', async () => {
    const text = [certificatePem(rootBytes), key, certificatePem(own), certificatePem(middleBytes)]
    const { keys, issues } = await findKeys(text.join(''))
    expect(keys).toMatchObject([{ hasCertificate: true }])
    expect(issues).toEqual([])
    expect(await importPrivateKey(text.join(''), 0, wanted)).toMatchObject({ x5c: chain })
  })

  test('x5c of a JWK is imported with the key', async () => {
    const text = JSON.stringify({ ...jwk(pairs.RSA.privateKey), x5c: chain })
    expect((await findKeys(text)).keys).toMatchObject([{ hasCertificate: true }])
    expect(await importPrivateKey(text, 0, wanted)).toMatchObject({ x5c: chain })
  })

  const foreign = {
    code: 'certificate_mismatch',
    seen: 'O=Bänk, CN=Stranger',
  }

  test.each<readonly [string, string]>([
    ['PEM', key + certificatePem(stranger)],
    ['x5c', JSON.stringify({ ...jwk(pairs.RSA.privateKey), x5c: [base64(stranger)] })],
  ])('%s of another key is reported, and left out', async (_, text) => {
    const { keys, issues } = await findKeys(text)
    expect(keys).toMatchObject([{ hasCertificate: false }])
    expect(issues).toEqual([foreign])
    expect(await importPrivateKey(text, 0, wanted)).toMatchObject({ x5c: [] })
  })

  test('alone it is not enough', async () => {
    expect(await findKeys(certificatePem(own))).toEqual({
      keys: [],
      issues: [{ code: 'key_certificate', seen: 'CERTIFICATE', expected: 'PRIVATE KEY' }],
    })
  })
})
