/**
 * Texts by message key, many in one message of the extension. At the first `getMessage` in a process, Chromium takes
 * a time that grows with the square of the number of messages: 0.2 s for 7,000, and 6 ms for 200.
 */
type Texts = Readonly<Record<string, string>>

/** Sections with so many texts that each of their parts is a pack. */
const large: ReadonlySet<string> = new Set(['panel', 'rule', 'rules'])

/** What the manifest names cannot be packed. */
const inManifest = 'extension_'

/** The message that contains the text of a key; null if it is a message itself. */
export function packOf(key: string): string | null {
  if (key.startsWith(inManifest)) return null
  const [section = '', part = ''] = key.split('_', 2)
  return large.has(section) ? `texts_${section}_${part}` : `texts_${section}`
}

/** Messages as a browser reads them. */
export type Messages = Readonly<Record<string, { readonly message: string }>>

/** The same texts in few messages. A `$` is escaped: the browser would read it as a placeholder. */
export function packed(messages: Messages): Messages {
  const packs = new Map<string, Record<string, string>>()
  const single: Record<string, { readonly message: string }> = {}
  for (const [key, { message }] of Object.entries(messages)) {
    const name = packOf(key)
    if (name === null) single[key] = { message }
    else packs.set(name, Object.assign(packs.get(name) ?? {}, { [key]: message }))
  }
  const written = [...packs].map(
    ([name, texts]) =>
      [name, { message: JSON.stringify(texts).replaceAll('$', String.raw`\u0024`) }] as const,
  )
  return { ...single, ...Object.fromEntries(written) }
}

/** A reader of packed texts, which opens each pack once; null for a key that has no text. */
export function packReader(read: (name: string) => string): (key: string) => string | null {
  const opened = new Map<string, Texts>()
  return (key) => {
    const name = packOf(key)
    if (name === null) return null
    let texts = opened.get(name)
    if (texts === undefined) {
      const pack = read(name)
      texts = pack === '' ? {} : (JSON.parse(pack) as Texts)
      opened.set(name, texts)
    }
    return Object.hasOwn(texts, key) ? (texts[key] ?? null) : null
  }
}

/** A text with `$1` to `$9` replaced; `$$` is a dollar sign. */
export function fillNumbered(text: string, values: readonly string[]): string {
  return text.replaceAll(/\$([1-9$])/g, (_, sign: string) =>
    sign === '$' ? '$' : (values[Number(sign) - 1] ?? ''),
  )
}

/** A text with `{name}` replaced where a value has that name. */
export function fillNamed(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replaceAll(/\{(\w+)\}/g, (all, name: string) =>
    Object.hasOwn(values, name) ? String(values[name]) : all,
  )
}

/** The form for a count: `one | other`, or `none | one | other`. */
export function pluralOf(text: string, count: number): string {
  const forms = text.split(' | ')
  const isFew = count === 0 || count === 1
  const at = forms.length === 3 ? (isFew ? count : 2) : count === 1 ? 0 : 1
  return forms[at] ?? forms[0] ?? ''
}
