/** One element of DER. */
export interface DerElement {
  readonly tag: number
  readonly content: Uint8Array<ArrayBuffer>
  /** The content, including its tag and length. */
  readonly whole: Uint8Array<ArrayBuffer>
}

/** The tags used in keys and certificates. */
export const derTags = {
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  oid: 0x06,
  utcTime: 0x17,
  sequence: 0x30,
  /** Context tags `[0]` and `[1]`, constructed. */
  context0: 0xa0,
  context1: 0xa1,
} as const

/** Keys have no tags of two octets and no lengths of more octets than this. */
const longTag = 0x1f
const maxLengthOctets = 3

/**
 * The consecutive DER elements; null if the octets are not entirely DER.
 *
 * @see [X.690](https://www.itu.int/rec/T-REC-X.690)
 */
export function readDer(bytes: Uint8Array<ArrayBuffer>): readonly DerElement[] | null {
  const elements: DerElement[] = []
  for (let at = 0; at < bytes.length;) {
    const element = readElement(bytes, at)
    if (!element) return null
    elements.push(element)
    at += element.whole.length
  }
  return elements
}

/** The elements in a SEQUENCE; null if the octets are not exactly one SEQUENCE. */
export function readSequence(bytes: Uint8Array<ArrayBuffer>): readonly DerElement[] | null {
  const [element, ...further] = readDer(bytes) ?? []
  if (element?.tag !== derTags.sequence || further.length > 0) return null
  return readDer(element.content)
}

function readElement(bytes: Uint8Array<ArrayBuffer>, at: number): DerElement | null {
  const tag = bytes[at]
  const first = bytes[at + 1]
  if (tag === undefined || first === undefined || (tag & longTag) === longTag) return null
  const octets = first < 0x80 ? 0 : first & 0x7f
  if (first === 0x80 || octets > maxLengthOctets) return null
  const start = at + 2 + octets
  const length = octets === 0 ? first : readNumber(bytes.subarray(at + 2, start))
  const end = start + length
  if (end > bytes.length) return null
  return { tag, content: bytes.subarray(start, end), whole: bytes.subarray(at, end) }
}

function readNumber(bytes: Uint8Array): number {
  return bytes.reduce((number, byte) => number * 256 + byte, 0)
}

/** Encodes one element with its contents. */
export function writeDer(tag: number, ...contents: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const length = contents.reduce((sum, content) => sum + content.length, 0)
  const header = [tag, ...lengthOctets(length)]
  const bytes = new Uint8Array(header.length + length)
  bytes.set(header)
  let at = header.length
  for (const content of contents) {
    bytes.set(content, at)
    at += content.length
  }
  return bytes
}

function lengthOctets(length: number): readonly number[] {
  if (length < 0x80) return [length]
  const octets: number[] = []
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest % 256)
  return [0x80 + octets.length, ...octets]
}

/** An object identifier in dotted form: `1.2.840.113549.1.1.1`. */
export function oidText(content: Uint8Array): string {
  const arcs: number[] = []
  let arc = 0
  for (const byte of content) {
    arc = arc * 128 + (byte & 0x7f)
    if (byte >= 0x80) continue
    arcs.push(arc)
    arc = 0
  }
  const [first = 0, ...others] = arcs
  const root = Math.min(Math.floor(first / 40), 2)
  return [root, first - root * 40, ...others].join('.')
}

/** The octets of an INTEGER or a BIT STRING, without DER's leading zero octet. */
export function withoutLeadingZero(content: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  return content[0] === 0 && content.length > 1 ? content.subarray(1) : content
}
