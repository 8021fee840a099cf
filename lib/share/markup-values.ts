import { formValue, htmlValue, type NamedValue } from './named-value'
import { plainName, redactionKind, sensitivityIn } from './redact-kinds'

const tagEnd = /[^>]{0,4000}/y
const tagName = /<(?:[\w-]{1,60}:)?([a-z][\w.-]{0,100})/iy
const nameAttribute =
  /\s(?:name|key|property|id)\s*=\s*(?:"([^"<>]{1,200})"|'([^'<>]{1,200})'|([\w.-]{1,200}))/i
const valueAttribute = /\s(?:value|content)\s*=\s*(?:"([^"]*)|'([^']*)|([^\s>]+))/i
const content = /[^<]*/y
const cdata = /\s*<!\[CDATA\[/y

/** A value in markup: of a form field of a page, such as a response in form_post, or of an element of XML. */
export function markupAt(text: string, at: number): NamedValue | null {
  tagName.lastIndex = at
  const [, element] = tagName.exec(text) ?? []
  if (element === undefined) return null
  tagEnd.lastIndex = at + 1
  const tag = text.slice(at, at + 1 + (tagEnd.exec(text)?.[0].length ?? 0))
  const [, ...names] = nameAttribute.exec(tag) ?? []
  const name = htmlValue.decode(names.find((each) => each !== undefined) ?? '')
  return (
    fieldIn(tag, at, element, name) ??
    elementAt(text, at + tag.length, isSecretName(name) ? name : element)
  )
}

const isSecretName = (name: string) => sensitivityIn('parameter', name) === 'secret'

/** A tag with a name and a value. */
function fieldIn(tag: string, at: number, element: string, name: string): NamedValue | null {
  const value = valueAttribute.exec(tag)
  if (name === '' || !value) return null
  // These elements are not form fields. Their names identify something else.
  if (!/^(?:input|meta|param|button|textarea)$/i.test(element) && !isSecretName(name)) return null
  const written = value[1] ?? value[2] ?? value[3] ?? ''
  const start = at + value.index + value[0].length - written.length
  return {
    start,
    end: start + written.length,
    place: 'parameter',
    name,
    codec: htmlValue,
    inherited: null,
  }
}

/** Elements of HTML with names that are sensitive elsewhere. */
const htmlElements: ReadonlySet<string> = new Set(
  'address picture title code a b form input meta button textarea param'.split(' '),
)

/** The text of an element whose name says that it is sensitive. */
function elementAt(text: string, end: number, name: string): NamedValue | null {
  if (text[end] !== '>' || text[end - 1] === '/') return null
  if (htmlElements.has(plainName(name)) || redactionKind('member', name) === null) return null
  cdata.lastIndex = end + 1
  const lead = cdata.exec(text)?.[0]
  const start = end + 1 + (lead?.length ?? 0)
  const value = { start, place: 'member', name, inherited: null } as const
  if (lead !== undefined) return { ...value, end: cdataEnd(text, start), codec: formlessValue }
  content.lastIndex = start
  return { ...value, end: start + (content.exec(text)?.[0].length ?? 0), codec: htmlValue }
}

function cdataEnd(text: string, start: number): number {
  const end = text.indexOf(']]>', start)
  return end < 0 ? text.length : end
}

/** Text in CDATA has no escapes. */
const formlessValue = { decode: (raw: string) => raw, encode: formValue.encode }

/** Attributes of HTML with names that are sensitive elsewhere. */
const htmlAttributes: ReadonlySet<string> = new Set(
  'name profile title code state address'.split(' '),
)

/** The name of an attribute in markup if it says that its value is sensitive; otherwise empty. */
export function attributeName(name: string): string {
  const local = name.slice(name.indexOf(':') + 1)
  return htmlAttributes.has(plainName(local)) || redactionKind('parameter', local) === null
    ? ''
    : local
}
