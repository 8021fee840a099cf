import { base64urlOf } from '@/lib/model/octets'
import { decodeBase64url } from '@/lib/jose/base64url'

/** A text without one layer of escapes, and where each of its characters was. */
interface View {
  readonly text: string
  /** `from[i]` is the start of character `i` in the outermost text, and the last entry is the end of that text. */
  readonly from: Uint32Array
}

type Unescape = (text: string, at: number) => readonly [text: string, length: number] | null

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true })
const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const octetsOf = new TextEncoder()

const percentRun = /(?:%[\da-f]{2}){1,4}/iy

const percent: Unescape = (text, at) => {
  percentRun.lastIndex = at
  const run = percentRun.exec(text)?.[0]
  if (run === undefined) return null
  // One character at a time, so that each keeps its position. Four octets are the longest.
  const octets = hexOctets(run)
  const length = Math.min(lengthOfFirst(octets[0] ?? 0), octets.length)
  return [utf8.decode(octets.subarray(0, length)), 3 * length]
}

function hexOctets(run: string): Uint8Array {
  // Four octets are the longest character.
  const parts = run.slice(1, 12).split('%')
  return Uint8Array.from(parts, (part) => Number.parseInt(part, 16))
}

/** Octets of a character in UTF-8, by the first one. */
function lengthOfFirst(octet: number): number {
  if (octet >= 0xf0) return 4
  if (octet >= 0xe0) return 3
  return octet >= 0xc0 ? 2 : 1
}

const form: Unescape = (text, at) => (text[at] === '+' ? [' ', 1] : percent(text, at))

const short: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' }

const json: Unescape = (text, at) => {
  const next = text[at + 1]
  if (text[at] !== '\\' || next === undefined) return null
  if (next !== 'u') return [short[next] ?? next, 2]
  const code = text.slice(at + 2, at + 6)
  return /^[\da-f]{4}$/i.test(code) ? [String.fromCharCode(Number.parseInt(code, 16)), 6] : null
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
}
const entity = /&(?:#x([\da-f]{1,6})|#(\d{1,7})|([a-z]{2,5}));?/iy

const html: Unescape = (text, at) => {
  entity.lastIndex = at
  const [whole, hex, decimal, name = ''] = entity.exec(text) ?? []
  if (whole === undefined) return null
  const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
  if (code <= 0x10_ff_ff) return [String.fromCodePoint(code), whole.length]
  const character = entities[name.toLowerCase()]
  return character === undefined ? null : [character, whole.length]
}

interface Layer {
  /** A text without this has no escapes of the layer. */
  readonly sign: string
  readonly unescape: Unescape
}

const layers: readonly Layer[] = [
  { sign: '%', unescape: percent },
  { sign: '+', unescape: form },
  { sign: '\\', unescape: json },
  { sign: '&', unescape: html },
]

/** Layers of escapes inside each other that are taken off. */
const maxLayers = 3

function peel({ text, from }: View, { sign, unescape }: Layer): View | null {
  if (!text.includes(sign)) return null
  const pieces: string[] = []
  const positions = new Uint32Array(text.length + 1)
  let count = 0
  let changed = false
  for (let at = 0; at < text.length;) {
    const found = unescape(text, at)
    const [piece, length] = found ?? [text[at] ?? '', 1]
    if (found) changed = true
    for (let unit = 0; unit < piece.length; unit += 1) {
      // An escape is never longer in characters than in its escaped form.
      positions[count] = from[at] ?? 0
      count += 1
    }
    pieces.push(piece)
    at += length
  }
  if (!changed) return null
  positions[count] = from[text.length] ?? 0
  return { text: pieces.join(''), from: positions.subarray(0, count + 1) }
}

/** A text as it is, and without its percent, form, JSON and HTML escapes in every order. */
export function* viewsOf(text: string): Generator<View> {
  const first = { text, from: Uint32Array.from({ length: text.length + 1 }, (_, at) => at) }
  yield first
  const seen = new Set([text])
  let level: readonly View[] = [first]
  for (let depth = 0; depth < maxLayers; depth += 1) {
    const next: View[] = []
    for (const view of level)
      for (const layer of layers) {
        const peeled = peel(view, layer)
        if (!peeled || seen.has(peeled.text)) continue
        seen.add(peeled.text)
        next.push(peeled)
        yield peeled
      }
    level = next
  }
}

/** The texts that a text contains in escaped form, without positions. */
export function unescapedForms(text: string): readonly string[] {
  const whole = { text, from: new Uint32Array(text.length + 1) }
  return layers.flatMap((layer) => peel(whole, layer)?.text ?? [])
}

/** The text of base64 or base64url; null if it is not that, or not text. */
export function textOfBase64(run: string): string | null {
  const plain = run
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/={1,2}$/, '')
  if (plain.length < 4 || plain.length % 4 === 1 || !/^[\w-]+$/.test(plain)) return null
  try {
    const text = strictUtf8.decode(decodeBase64url(plain))
    return /^[^\p{Cc}]*$/u.test(text.replaceAll(/[\t\n\r]/g, '')) ? text : null
  } catch {
    return null
  }
}

/** A text in the alphabet and with the padding of `model`. */
export function base64Like(text: string, model: string): string {
  const url = base64urlOf(octetsOf.encode(text))
  const isUrl = !/[+/=]/.test(model)
  const padded = model.endsWith('=')
    ? url.padEnd(url.length + ((4 - (url.length % 4)) % 4), '=')
    : url
  return isUrl ? padded : padded.replaceAll('-', '+').replaceAll('_', '/')
}

/**
 * What the base64 of any longer text contains where the text contains this one: one form for each position of
 * the first octet in its group of three, in both alphabets.
 */
export function base64Inside(text: string): readonly string[] {
  const octets = octetsOf.encode(text)
  const forms = [0, 1, 2].map((shift) => {
    const shifted = new Uint8Array(shift + octets.length)
    shifted.set(octets, shift)
    const encoded = base64urlOf(shifted)
    const start = Math.ceil((shift * 4) / 3)
    const whole = Math.floor(((shift + octets.length) * 8) / 6)
    return encoded.slice(start, whole)
  })
  return [
    ...new Set(forms.flatMap((each) => [each, each.replaceAll('-', '+').replaceAll('_', '/')])),
  ]
}
