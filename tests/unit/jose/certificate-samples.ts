import { sign, type KeyObject } from 'node:crypto'
import { writeDer } from '@/lib/jose/der'

const oids = {
  CN: '550403',
  O: '55040a',
  ecdsaSha256: '2a8648ce3d040302',
} as const

const oid = (name: keyof typeof oids) => writeDer(0x06, Buffer.from(oids[name], 'hex'))
const text = (value: string) => writeDer(0x0c, Buffer.from(value))
const attribute = (type: 'CN' | 'O', value: string) =>
  writeDer(0x31, writeDer(0x30, oid(type), text(value)))
const name = (cn: string) => writeDer(0x30, attribute('O', 'Bänk'), attribute('CN', cn))
const times = (from: string, to: string) =>
  writeDer(0x30, writeDer(0x17, Buffer.from(from)), writeDer(0x18, Buffer.from(to)))

interface Party {
  readonly cn: string
  readonly publicKey: KeyObject
}

/** A certificate for `subject`, signed by an EC key: node makes keys only. */
export function certificate(
  subject: Party,
  issuer: { readonly cn: string; readonly privateKey: KeyObject },
): Uint8Array<ArrayBuffer> {
  const algorithm = writeDer(0x30, oid('ecdsaSha256'))
  const signed = writeDer(
    0x30,
    writeDer(0xa0, Uint8Array.of(2, 1, 2)),
    Uint8Array.of(2, 1, 7),
    algorithm,
    name(issuer.cn),
    times('260102030405Z', '20510102030405Z'),
    name(subject.cn),
    subject.publicKey.export({ format: 'der', type: 'spki' }),
  )
  const signature = sign('sha256', signed, issuer.privateKey)
  return writeDer(0x30, signed, algorithm, writeDer(0x03, Uint8Array.of(0), signature))
}

export const certificatePem = (bytes: Uint8Array) =>
  `-----BEGIN CERTIFICATE-----\n${Buffer.from(bytes).toString('base64')}\n-----END CERTIFICATE-----\n`
