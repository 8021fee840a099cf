import { createECDH, createPrivateKey, generateKeyPairSync } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { derTags, oidText, readDer, readSequence, writeDer } from '@/lib/jose/der'
import { derKind, readDerKey, readPublicKeyInfo } from '@/lib/jose/der-key'
import { publicPoint } from '@/lib/jose/ec-point'
import { base64Bytes, base64Text, readPem } from '@/lib/jose/pem'
import { der, dsa, encryptedPem, jwk, kinds, pairs, pem } from './key-samples'

const octets = (bytes: Uint8Array) => Uint8Array.from(bytes)
const curves = { 'P-256': 'prime256v1', 'P-384': 'secp384r1', 'P-521': 'secp521r1' } as const
const ecKinds = Object.keys(curves) as readonly (keyof typeof curves)[]

describe('DER', () => {
  test('what is written is read', () => {
    const lengths = fc.oneof(fc.nat(300), fc.constantFrom(127, 128, 255, 256, 65_535, 65_536))
    fc.assert(
      fc.property(fc.constantFrom(...Object.values(derTags)), lengths, (tag, length) => {
        const bytes = new Uint8Array(length).fill(7)
        const whole = writeDer(tag, bytes.subarray(0, 7), bytes.subarray(7))
        expect(readDer(whole)).toEqual([{ tag, content: octets(bytes), whole }])
      }),
    )
  })

  test('junk is null, or elements that fill it', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (junk) => {
        const bytes = octets(junk)
        const elements = readDer(bytes)
        if (elements)
          expect(elements.reduce((sum, { whole }) => sum + whole.length, 0)).toBe(bytes.length)
        readSequence(bytes)
        derKind(bytes)
        readDerKey(bytes)
        readPublicKeyInfo(bytes)
      }),
    )
  })

  test.each([
    ['an indefinite length', [0x30, 0x80, 0, 0]],
    ['a length of four octets', [0x30, 0x84, 0, 0, 0, 0]],
    ['a length beyond the end', [0x30, 0x05, 0]],
    ['a length that is cut', [0x30, 0x82, 1]],
    ['a tag of two octets', [0x1f, 0x81, 0x00]],
    ['a tag alone', [0x30]],
  ])('%s is not readable DER', (_, bytes) => {
    expect(readDer(Uint8Array.from(bytes))).toBeNull()
  })

  test.each([
    ['2a864886f70d010101', '1.2.840.113549.1.1.1'],
    ['0992268993f22c640119', '0.9.2342.19200300.100.1.25'],
    ['550403', '2.5.4.3'],
    ['', '0.0'],
  ])('OID %s is %s', (hex, text) => {
    expect(oidText(Buffer.from(hex, 'hex'))).toBe(text)
  })
})

describe('the shape shows', () => {
  test.each<readonly [string | null, Buffer]>([
    ['pkcs8', der(pairs.RSA.privateKey)],
    ['pkcs8', der(pairs.Ed25519.privateKey)],
    ['pkcs1', der(pairs.RSA.privateKey, 'pkcs1')],
    ['sec1', der(pairs['P-384'].privateKey, 'sec1')],
    ['public', pairs.RSA.publicKey.export({ format: 'der', type: 'spki' })],
    ['public', pairs.RSA.publicKey.export({ format: 'der', type: 'pkcs1' })],
    ['pkcs8', der(dsa.privateKey)],
    [null, Buffer.from('text')],
  ])('%s', (kind, bytes) => {
    expect(derKind(octets(bytes))).toBe(kind)
  })

  test('encrypted', () => {
    const [block] = readPem(encryptedPem(pairs.RSA.privateKey))
    expect(block?.bytes && derKind(block.bytes)).toBe('encrypted')
  })
})

describe('the wrapper', () => {
  test.each(kinds)('leaves PKCS#8 of %s as node writes it', (kind) => {
    const bytes = der(pairs[kind].privateKey)
    expect(readDerKey(octets(bytes))).toMatchObject({ format: 'pkcs8', pkcs8: octets(bytes) })
  })

  test('makes of PKCS#1 what node writes as PKCS#8', () => {
    const { privateKey } = pairs.RSA
    expect(readDerKey(octets(der(privateKey, 'pkcs1')))).toEqual({
      format: 'pkcs1',
      kty: 'RSA',
      crv: null,
      pkcs8: octets(der(privateKey)),
    })
  })

  test.each(ecKinds)('makes of SEC1 what node writes as PKCS#8: %s', (crv) => {
    for (let times = 0; times < 5; times++) {
      const { privateKey } = generateKeyPairSync('ec', { namedCurve: crv })
      const pkcs8 = octets(der(privateKey))
      expect(readDerKey(octets(der(privateKey, 'sec1')))).toEqual({
        format: 'sec1',
        kty: 'EC',
        crv,
        pkcs8,
      })
    }
  })

  test.each(ecKinds)('adds the public half where Java left it out: %s', (crv) => {
    const { privateKey } = pairs[crv]
    const secret = Buffer.from(jwk(privateKey)['d'] ?? '', 'base64url')
    const [, algorithm] = readSequence(octets(der(privateKey))) ?? []
    const key = writeDer(0x30, Uint8Array.of(2, 1, 1), writeDer(4, secret))
    const bare = writeDer(
      0x30,
      Uint8Array.of(2, 1, 0),
      algorithm?.whole ?? new Uint8Array(),
      writeDer(4, key),
    )
    expect(readDerKey(bare)).toMatchObject({ pkcs8: octets(der(privateKey)) })
  })

  test('takes version 1 with its public key, as of Ed25519', () => {
    const { privateKey, publicKey } = pairs.Ed25519
    const open = Buffer.from(jwk(publicKey)['x'] ?? '', 'base64url')
    const [, algorithm, key] = readSequence(octets(der(privateKey))) ?? []
    const parts = [algorithm, key].map((part) => part?.whole ?? new Uint8Array())
    const second = writeDer(0x30, Uint8Array.of(2, 1, 1), ...parts, writeDer(0x81, open))
    expect(readDerKey(second)).toMatchObject({ pkcs8: octets(der(privateKey)) })
  })

  test('what it makes can be read, or is null', () => {
    const bytes = fc.constantFrom(...kinds.map((kind) => octets(der(pairs[kind].privateKey))))
    fc.assert(
      fc.property(bytes, fc.nat(300), fc.nat(255), (whole, at, value) => {
        const changed = Uint8Array.from(whole)
        changed[at % changed.length] = value
        const key = readDerKey(changed)
        if (key && 'pkcs8' in key) expect(derKind(key.pkcs8)).toBe('pkcs8')
      }),
    )
  })
})

describe('the public point', () => {
  test.each(ecKinds)('is that of node: %s', (crv) => {
    for (let times = 0; times < 5; times++) {
      const pair = createECDH(curves[crv])
      pair.generateKeys()
      expect(publicPoint(crv, pair.getPrivateKey())).toEqual(octets(pair.getPublicKey()))
    }
  })

  test.each<readonly [string, Uint8Array]>([
    ['P-256', new Uint8Array(32)],
    ['P-256', new Uint8Array()],
    ['P-256', new Uint8Array(33).fill(1)],
    ['secp256k1', new Uint8Array(32).fill(1)],
    // The order of the group.
    [
      'P-256',
      Buffer.from('ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551', 'hex'),
    ],
  ])('a secret out of range has no public point: %s, %j', (crv, secret) => {
    expect(publicPoint(crv, secret)).toBeNull()
  })
})

describe('PEM', () => {
  const text = pem(pairs.RSA.privateKey)

  test('is what node reads', () => {
    const [block] = readPem(text)
    expect(block).toEqual({
      label: 'PRIVATE KEY',
      bytes: octets(der(createPrivateKey(text))),
      isEncrypted: false,
      isCut: false,
    })
  })

  test('one block after the other, with text between them', () => {
    const blocks = readPem(`a${text}b${text.slice(0, 100)}${text}`)
    expect(blocks.map(({ isCut }) => isCut)).toEqual([false, true, false])
  })

  test('never throws', () => {
    const parts = fc.constantFrom(
      '-----BEGIN ',
      '-----END ',
      'A',
      '-----',
      '\n',
      'Proc-Type: 4',
      '=',
    )
    fc.assert(
      fc.property(fc.array(fc.oneof(parts, fc.string())), (pieces) => {
        for (const { label } of readPem(pieces.join(''))) expect(label.length).toBeLessThan(41)
      }),
    )
  })

  test('base64 there and back', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1 }), (bytes) => {
        const expected = octets(bytes)
        expect(base64Text(bytes)).toBe(Buffer.from(bytes).toString('base64'))
        expect(base64Bytes(base64Text(bytes))).toEqual(expected)
        expect(base64Bytes(Buffer.from(bytes).toString('base64url'))).toEqual(expected)
      }),
    )
    for (const none of ['', 'A', 'AA=A', 'A A A A A', 'AA===', 'ä'])
      expect(base64Bytes(none)).toBeNull()
  })
})
