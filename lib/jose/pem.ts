import { decodeBase64url } from './base64url'

/** One block of PEM. */
export interface PemBlock {
  /** What stands after BEGIN: `PRIVATE KEY`. */
  readonly label: string
  /** Null where it cannot be read. */
  readonly bytes: Uint8Array<ArrayBuffer> | null
  /** Its header lines say that it is encrypted. @see [RFC 1421](https://www.rfc-editor.org/rfc/rfc1421.html#section-4.6.1.1) */
  readonly isEncrypted: boolean
  /** There is no END. */
  readonly isCut: boolean
}

const begin = '-----BEGIN '
const end = '-----END '

/** Whether there is a block in the text, or the start of one. */
export function hasPem(text: string): boolean {
  return text.includes(begin)
}

/**
 * The blocks of a text, also where their lines were joined or written with `\n`; what stands around
 * them is passed over.
 *
 * @see [RFC 7468](https://www.rfc-editor.org/rfc/rfc7468.html#section-2)
 */
export function readPem(text: string): readonly PemBlock[] {
  return text
    .replaceAll(/\\{1,4}[rn]/g, '\n')
    .split(begin)
    .slice(1)
    .map(readBlock)
}

function readBlock(text: string): PemBlock {
  const [, label = ''] = /^([A-Z0-9 ]{0,40})-----/.exec(text) ?? []
  const stop = text.indexOf(end)
  const body = text.slice(label.length + 5, stop < 0 ? undefined : stop)
  const isEncrypted = body.includes('4,ENCRYPTED')
  const bytes = stop < 0 || isEncrypted ? null : base64Bytes(body.replaceAll(/^[\w-]+:.*$/gm, ''))
  return { label, bytes, isEncrypted, isCut: stop < 0 }
}

/** The octets of base64 in either alphabet, with or without padding and line breaks; null where it is none. */
export function base64Bytes(text: string): Uint8Array<ArrayBuffer> | null {
  const [, bare] = /^([\w+/-]+)={0,2}$/.exec(text.replaceAll(/\s+/g, '')) ?? []
  if (bare === undefined || bare.length % 4 === 1) return null
  return decodeBase64url(bare.replaceAll('+', '-').replaceAll('/', '_'))
}

/** Octets as base64 with padding, as `x5c` has them. */
export function base64Text(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return btoa(text)
}
