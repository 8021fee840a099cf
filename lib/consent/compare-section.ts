import type { JsonObject } from '@/lib/model/json'
import { compareMember, rowOf, type Scope, type Side, type Sides } from './compare-member'
import { isInside, leafPaths } from './leaves'
import { columns, type Cell, type Column, type ConsentRow, type Word } from './model'
import { valueAt, type ConsentType, type Member } from './schema'

/** The rows of one consent object, in the order of its schema, then the members that it does not name. */
export function compareObjects(
  type: ConsentType,
  documents: Sides,
  ended: Scope['ended'],
): readonly ConsentRow[] {
  const scope: Scope = { type, ended }
  const sides = mapSides(documents, type.read)
  return [...type.members, ...otherMembers(type, sides)].flatMap((member) =>
    compareMember(member, sides, scope),
  )
}

function mapSides(sides: Sides, read: (document: JsonObject) => JsonObject): Sides {
  const of = (side: Side): Side => (side ? read(side) : side)
  return { requested: of(sides.requested), granted: of(sides.granted), now: of(sides.now) }
}

/** Members that the schema does not name. Whether a change of them matters is not known. */
function otherMembers(type: ConsentType, sides: Sides): readonly Member[] {
  const known = [...type.members.map(({ path }) => path), ...type.ignored.map((name) => [name])]
  const paths = new Map<string, readonly string[]>()
  for (const column of columns)
    for (const path of leafPaths(sides[column] ?? {})) {
      if (!known.some((outer) => isInside(path, outer))) paths.set(JSON.stringify(path), path)
    }
  const group = type.name === 'rfc9396' ? 'element' : 'other'
  return [...paths.values()].map((path): Member => ({
    group,
    path,
    compare: isTextList(sides, path) ? 'set' : 'exact',
    words: { changed: 'neutral', omitted: 'neutral', missing_now: 'neutral' },
  }))
}

/** Lists of texts are sets, wherever they are. */
function isTextList(sides: Sides, path: readonly string[]): boolean {
  const values = columns.map((column) => valueAt(sides[column], path))
  const lists = values.filter((value) => value !== undefined)
  return lists.every(
    (value) => Array.isArray(value) && value.every((entry) => typeof entry === 'string'),
  )
}

/** The row of an element that is missing from a column. */
export function lonelyRow(type: ConsentType, title: string, sides: Sides, word: Word): ConsentRow {
  const cellOf = (column: Column): Cell =>
    sides[column] ? { kind: 'lines', lines: [title] } : { kind: 'none' }
  const cells = Object.fromEntries(
    columns
      .filter((column) => sides[column] !== undefined)
      .map((column) => [column, cellOf(column)]),
  )
  return rowOf({ type }, { group: 'element' }, { member: 'type', cells, word })
}

/** The row of an inactive token, which ends the consent. */
export function inactiveRow(
  type: ConsentType,
  ended: Scope['ended'],
  isWarned: boolean,
): ConsentRow {
  const line = (text: string): Cell => ({ kind: 'lines', lines: [text] })
  const cells = { requested: { kind: 'none' as const }, granted: line('true'), now: line('false') }
  return rowOf(
    { type },
    { group: 'dates', words: isWarned ? {} : { withdrawn: 'warn' } },
    { member: 'active', cells, word: ended ?? 'withdrawn' },
  )
}
