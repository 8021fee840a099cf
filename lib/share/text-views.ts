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
  const [first = 0] = octets
  if (first < 0x80) return [String.fromCharCode(first), 3]
  const length = Math.min(lengthOfFirst(first), octets.length)
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

/** JSON, and programs, which also write two digits: `\x61`. */
const json: Unescape = (text, at) => {
  const next = text[at + 1]
  if (text[at] !== '\\' || next === undefined) return null
  const digits = { u: 4, x: 2 }[next]
  if (digits === undefined) return [short[next] ?? next, 2]
  const code = text.slice(at + 2, at + 2 + digits)
  const isCode = code.length === digits && /^[\da-f]+$/i.test(code)
  return isCode ? [String.fromCharCode(Number.parseInt(code, 16)), 2 + digits] : null
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
  /** The characters that begin an escape. */
  readonly signs: RegExp
  readonly unescape: Unescape
}

const layerOf = {
  percent: { signs: /%/g, unescape: percent },
  form: { signs: /[+%]/g, unescape: form },
  json: { signs: /\\/g, unescape: json },
  html: { signs: /&/g, unescape: html },
} as const satisfies Readonly<Record<string, Layer>>

const layers: readonly Layer[] = Object.values(layerOf)

/** Layers of escapes inside each other that are taken off. */
const maxLayers = 3

/** A part of a text, and what is written instead. */
type Edit = readonly [start: number, end: number, text: string]

function editsOf(text: string, { signs, unescape }: Layer): readonly Edit[] {
  const edits: Edit[] = []
  const finder = new RegExp(signs)
  for (let sign = finder.exec(text); sign; sign = finder.exec(text)) {
    const [piece, length] = unescape(text, sign.index) ?? []
    if (piece === undefined || length === undefined) continue
    edits.push([sign.index, sign.index + length, piece])
    finder.lastIndex = sign.index + length
  }
  return edits
}

function edited(text: string, edits: readonly Edit[]): string {
  const pieces: string[] = []
  let at = 0
  for (const [start, end, piece] of edits) {
    pieces.push(text.slice(at, start), piece)
    at = end
  }
  return [...pieces, text.slice(at)].join('')
}

function peel({ text, from }: View, layer: Layer): View | null {
  const edits = editsOf(text, layer)
  if (edits.length === 0) return null
  const unescapedText = edited(text, edits)
  const positions = new Uint32Array(unescapedText.length + 1)
  let count = 0
  let at = 0
  for (const [start, end, piece] of [...edits, [text.length, text.length, ''] as const]) {
    for (; at < start; at += 1) positions[count++] = from[at] ?? 0
    // An escape is never longer in characters than in its escaped form.
    for (let unit = 0; unit < piece.length; unit += 1) positions[count++] = from[start] ?? 0
    at = end
  }
  positions[count] = from[text.length] ?? 0
  return { text: unescapedText, from: positions }
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
  return layers.flatMap((layer) => {
    const edits = editsOf(text, layer)
    return edits.length === 0 ? [] : edited(text, edits)
  })
}

/** A text without the escapes of one layer. */
export function unescaped(text: string, layer: keyof typeof layerOf): string {
  return edited(text, editsOf(text, layerOf[layer]))
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
