import {
  isInnerList,
  parseDictionary,
  serializeInnerList,
  serializeItem,
  type BareItem,
  type Dictionary,
  type InnerList,
  type Item,
} from 'structured-headers'
import { headersNamed } from '@/lib/model/http-text'
import type { Params } from '@/lib/model/params'

/** A part of a message that a signature covers. */
export interface Component {
  /** A header in lower case, or a derived component such as `@method`. */
  readonly name: string
  /** The component with its parameters, as it is in the signature base: `"@method";req`. */
  readonly text: string
  /** It is a part of the request that the response responds to. */
  readonly req: boolean
  /** The member of a dictionary; null for the whole header. */
  readonly key: string | null
  /** Parameters that change the value and that Parley does not support, such as `bs` and `tr`. */
  readonly unsupported: readonly string[]
}

/** One signature of a message, read and not verified. */
export interface HttpSignature {
  readonly label: string
  readonly components: readonly Component[]
  /** The value of `@signature-params`: the components and parameters, as they are signed. */
  readonly input: string
  /** Seconds since the epoch; null if absent or not a number. */
  readonly created: number | null
  readonly expires: number | null
  readonly keyid: string | null
  readonly alg: string | null
  readonly tag: string | null
  /** Null if `Signature` has no such label, or not octets. */
  readonly signature: Uint8Array<ArrayBuffer> | null
}

/** The signatures of a message, and which of the two headers could not be read. */
export interface HttpSignatures {
  readonly list: readonly HttpSignature[]
  readonly unreadable: readonly ('Signature-Input' | 'Signature')[]
  /** Labels that are only in one of the headers, or whose value has the wrong type. */
  readonly unpaired: readonly string[]
}

const inputHeader = 'signature-input'
const signatureHeader = 'signature'

/** A message with more signatures is not read further. */
const maxSignatures = 20

/** A longer header is not read. Real ones have a few hundred characters. */
const maxCharacters = 65_536

/** Whether a message has the headers of HTTP Message Signatures. An older `Signature` has no `Signature-Input`. */
export function isHttpSigned(headers: Params): boolean {
  return headersNamed(headers, inputHeader).length > 0
}

/**
 * Reads the signatures of a message. Never throws.
 *
 * @see [RFC 9421](https://www.rfc-editor.org/rfc/rfc9421.html#section-4)
 */
export function readHttpSignatures(headers: Params): HttpSignatures {
  const inputs = dictionaryIn(headers, inputHeader)
  const values = dictionaryIn(headers, signatureHeader)
  const labels = [...new Set([...(inputs?.keys() ?? []), ...(values?.keys() ?? [])])]
  const list = labels.slice(0, maxSignatures).flatMap((label) => {
    const input = inputs?.get(label)
    return input && isInnerList(input) ? [signatureOf(label, input, values?.get(label))] : []
  })
  const read = new Map(list.map((each) => [each.label, each]))
  return {
    list,
    unreadable: [
      ...(inputs ? [] : (['Signature-Input'] as const)),
      ...(values ? [] : (['Signature'] as const)),
    ],
    unpaired: inputs && values ? labels.filter((label) => !read.get(label)?.signature) : [],
  }
}

/**
 * The signature that a message is judged by: one with this tag, otherwise the first.
 *
 * @see [RFC 9421](https://www.rfc-editor.org/rfc/rfc9421.html#section-3.2)
 */
export function chosenSignature({ list }: HttpSignatures, tag: string): HttpSignature | null {
  return list.find((each) => each.tag === tag) ?? list[0] ?? null
}

/** The value of a dictionary header, of all its lines; null if it is absent or not a dictionary. */
export function dictionaryIn(headers: Params, name: string): Dictionary | null {
  const values = headersNamed(headers, name)
  const text = values.join(', ')
  if (values.length === 0 || text.length > maxCharacters) return null
  try {
    return parseDictionary(text)
  } catch {
    return null
  }
}

/** One member of a dictionary, written as the signature base has it; null if it is absent. */
export function memberText(dictionary: Dictionary, key: string): string | null {
  const member = dictionary.get(key)
  return member === undefined ? null : written(member)
}

function written(member: Item | InnerList): string | null {
  try {
    return isInnerList(member) ? serializeInnerList(member) : serializeItem(member)
  } catch {
    return null
  }
}

function signatureOf(
  label: string,
  input: InnerList,
  value: Item | InnerList | undefined,
): HttpSignature {
  const [items, params] = input
  const text = (name: string) => textOf(params.get(name))
  return {
    label,
    components: items.map(componentOf),
    input: written(input) ?? '',
    created: numberOf(params.get('created')),
    expires: numberOf(params.get('expires')),
    keyid: text('keyid'),
    alg: text('alg'),
    tag: text('tag'),
    signature: octetsOf(value),
  }
}

/** Parameters that do not change the value: it is looked up elsewhere, or only named by them. */
const supported: ReadonlySet<string> = new Set(['req', 'key', 'name'])

function componentOf(item: Item): Component {
  const [name, params] = item
  return {
    name: textOf(name) ?? '',
    text: written(item) ?? '',
    req: params.get('req') === true,
    key: textOf(params.get('key')) ?? textOf(params.get('name')),
    unsupported: [...params.keys()].filter((each) => !supported.has(each)),
  }
}

const textOf = (value: BareItem | undefined) => (typeof value === 'string' ? value : null)
const numberOf = (value: BareItem | undefined) => (typeof value === 'number' ? value : null)

/** The octets of an item; null for anything else. */
export function octetsOf(value: Item | InnerList | undefined): Uint8Array<ArrayBuffer> | null {
  const [octets] = value && !isInnerList(value) ? value : [null]
  return octets instanceof ArrayBuffer ? new Uint8Array(octets) : null
}
