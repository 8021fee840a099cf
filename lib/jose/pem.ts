import { decodeBase64url } from './base64url'

/** One PEM block. */
export interface PemBlock {
  /** The text after BEGIN: `PRIVATE KEY`. */
  readonly label: string
  /** Null if it cannot be decoded. */
  readonly bytes: Uint8Array<ArrayBuffer> | null
  /**
   * The headers declare it as encrypted.
   *
   * @see [RFC 1421](https://www.rfc-editor.org/rfc/rfc1421.html#section-4.6.1.1)
   */
  readonly isEncrypted: boolean
  /** The END line is missing. */
  readonly isCut: boolean
}

const begin = '-----BEGIN '
const end = '-----END '

/** Whether the text contains the start of a PEM block. */
export function hasPem(text: string): boolean {
  return text.includes(begin)
}

/**
 * The PEM blocks of a text, even if their lines were joined or written with `\n`. Ignores any text around the
 * blocks.
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

/** The octets of base64 in either alphabet, with or without padding and line breaks; null if it is not base64. */
export function base64Bytes(text: string): Uint8Array<ArrayBuffer> | null {
  const [, bare] = /^([\w+/-]+)={0,2}$/.exec(text.replaceAll(/\s+/g, '')) ?? []
  if (bare === undefined || bare.length % 4 === 1) return null
  return decodeBase64url(bare.replaceAll('+', '-').replaceAll('/', '_'))
}

/** Octets as base64 with padding, as in `x5c`. */
export function base64Text(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return btoa(text)
}
