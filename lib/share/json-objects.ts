import type { NamedValue } from './named-value'
import { plainName, redactionKind, type RedactionKind } from './redact-kinds'

/** Members with the name of a value, and with the value, as recordings and API clients write parameters. */
const labels: ReadonlySet<string> = new Set(
  'name key field header param parameter property attribute claim variable type id label'.split(
    ' ',
  ),
)
const contents: ReadonlySet<string> = new Set(
  'value values val content contents text data default secretvalue stringvalue'.split(' '),
)

/** Members that are with a `code` in a request or a response of OAuth, and those that are with the code of an error. */
const authorization: ReadonlySet<string> = new Set(
  'granttype redirecturi codeverifier state sessionstate iss clientid responsetype clientsecret'.split(
    ' ',
  ),
)
const error: ReadonlySet<string> = new Set(
  (
    'error errors message messages msg description detail details title status statuscode reason severity ' +
    'errordescription errorcode errormessage errortype path success name'
  ).split(' '),
)

const codeKind: RedactionKind = { stem: 'code', of: 'secret' }
const loneCode: RedactionKind = { stem: 'unknown', of: 'unknown' }

interface Member {
  readonly name: string
  /** The place of its first value in the list of values. */
  readonly from: number
}

/** Values of a range that another member of their object names. */
interface Range {
  readonly from: number
  readonly to: number
  readonly label: string
}

export interface JsonObjects {
  open(): void
  close(): void
  /** A member begins. Its values follow. */
  member(name: string): void
  /** The values, with the names that other members give them. */
  settled(): readonly NamedValue[]
}

/** Reads what the members of one object say about each other: `{"name": "client_secret", "value": "…"}`. */
export function createObjects(text: string, found: NamedValue[]): JsonObjects {
  const stack: Member[][] = []
  const ranges: Range[] = []
  const close = () => {
    const members = stack.pop() ?? []
    ranges.push(...pairsOf(text, members, found))
    readCode(members, found)
  }
  return {
    open: () => void stack.push([]),
    close,
    member: (name) => void stack.at(-1)?.push({ name: plainName(name), from: found.length }),
    settled: () => {
      while (stack.length > 0) close()
      return labelled(found, ranges)
    },
  }
}

function pairsOf(text: string, members: readonly Member[], found: NamedValue[]): readonly Range[] {
  const values = members.flatMap(({ name, from }, index) =>
    contents.has(name) ? { from, to: members[index + 1]?.from ?? found.length } : [],
  )
  if (values.length === 0) return []
  const named = members.flatMap(({ name, from }) => {
    const value = found[from]
    const label =
      value && labels.has(name) ? value.codec.decode(text.slice(value.start, value.end)) : ''
    return isLabel(label) ? { from, label } : []
  })
  // The user has a name as well, but a name with a value is that of the value.
  for (const { from } of named) {
    const value = found[from]
    if (value) found[from] = { ...value, name: '', inherited: null }
  }
  const label = named.map((each) => each.label).find((each) => kindOf(each) !== null)
  return label === undefined ? [] : values.map((range) => ({ ...range, label }))
}

/** A name that is known, or one of several words. */
const isLabel = (text: string) =>
  text.length <= 100 &&
  (kindOf(text) !== null || (/^[A-Za-z][\w.:-]*$/.test(text) && /[-_.:]|[a-z][A-Z]/.test(text)))

function kindOf(label: string): RedactionKind | null {
  return redactionKind('parameter', label) ?? redactionKind('header', label)
}

/** A `code` is a secret beside other members of OAuth. Alone, it may be one. */
function readCode(members: readonly Member[], found: NamedValue[]): void {
  const code = members.find(({ name }) => name === 'code')
  const value = found[code?.from ?? -1]
  if (!code || value?.name.toLowerCase() !== 'code' || value.inherited !== null) return
  const has = (names: ReadonlySet<string>) => members.some(({ name }) => names.has(name))
  if (has(error)) return
  found[code.from] = { ...value, inherited: has(authorization) ? codeKind : loneCode }
}

/** Each value of a range is what the innermost range calls it. */
function labelled(found: readonly NamedValue[], ranges: readonly Range[]): readonly NamedValue[] {
  const ordered = ranges.toSorted((a, b) => a.from - b.from || b.to - a.to)
  const open: Range[] = []
  let next = 0
  return found.map((value, index) => {
    for (let range = ordered[next]; range && range.from <= index; range = ordered[next]) {
      open.push(range)
      next += 1
    }
    while ((open.at(-1)?.to ?? Infinity) <= index) open.pop()
    const label = open.at(-1)?.label
    return label === undefined || value.isName ? value : called(value, label)
  })
}

function called(value: NamedValue, label: string): NamedValue {
  if (!contents.has(plainName(value.name))) return { ...value, inherited: kindOf(label) }
  const place = redactionKind('parameter', label) === null ? 'header' : 'parameter'
  return { ...value, name: label, place }
}
