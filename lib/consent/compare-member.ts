import { jsonText, type JsonObject } from '@/lib/model/json'
import type { Status } from '@/lib/model/rule-result'
import type { SpecRef } from '@/lib/model/spec-links'
import { accountText, memberText } from './masked-account'
import {
  columns,
  type Cell,
  type Column,
  type ConsentRow,
  type FixCode,
  type Group,
  type Life,
  type Word,
} from './model'
import { amountText } from './quantity'
import { entriesOf, relations } from './relation'
import { valueAt, type CompareKind, type ConsentType, type Member } from './schema'

/** The object of a column: undefined without the column, null if its content is not known. */
export type Side = JsonObject | null | undefined

export type Sides = Readonly<Record<Column, Side>>

/** What a comparison knows besides the values. */
export interface Scope {
  readonly type: Pick<ConsentType, 'words' | 'refs' | 'lives' | 'expiry'>
  /** The consent is over. */
  readonly ended: 'expired' | 'withdrawn' | null
}

const statuses: Readonly<Record<Word, Status>> = {
  same: 'pass',
  same_instant: 'pass',
  as_expected: 'pass',
  narrower: 'warn',
  omitted: 'warn',
  not_granted: 'warn',
  wider: 'fail',
  later: 'fail',
  changed: 'fail',
  added: 'info',
  chosen: 'info',
  missing_now: 'warn',
  counting_down: 'info',
  expired: 'neutral',
  withdrawn: 'neutral',
}

type FixTable = Readonly<Partial<Record<Word, Readonly<Partial<Record<Group, FixCode>>>>>>

/** What to do about a word in a group, otherwise the text of the word itself. */
const groupFixes: FixTable = {
  narrower: { permissions: 'narrower_permissions', scopes: 'narrower_scopes' },
  wider: { permissions: 'wider_permissions', scopes: 'wider_scopes' },
  changed: { payment: 'changed_payment', parties: 'changed_party' },
}

const wordFixes: Readonly<Partial<Record<Word, FixCode>>> = {
  narrower: 'narrower',
  omitted: 'omitted',
  not_granted: 'not_granted',
  wider: 'wider',
  later: 'later',
  changed: 'changed',
  missing_now: 'missing_now',
  withdrawn: 'withdrawn',
}

/** Clauses of words that are not about the grant itself. */
const wordRefs: Readonly<Partial<Record<Word, readonly SpecRef[]>>> = {
  missing_now: ['RFC9396-9.2'],
  withdrawn: ['RFC7662-2.2'],
}

/** A row with the status of its word; the clause and what to do only where something is wrong. */
export function rowOf(
  scope: Pick<Scope, 'type'>,
  member: Pick<Member, 'group' | 'words'>,
  row: Pick<ConsentRow, 'member' | 'cells' | 'word'>,
): ConsentRow {
  const { word } = row
  const { group } = member
  if (word === null) return { ...row, group, status: null, fix: null, refs: [] }
  const status = member.words?.[word] ?? scope.type.words?.[word] ?? statuses[word]
  const isBad = status === 'fail' || status === 'warn'
  return isBad
    ? { ...row, group, status, fix: fixOf(word, group), refs: wordRefs[word] ?? scope.type.refs }
    : { ...row, group, status, fix: null, refs: [] }
}

function fixOf(word: Word, group: Group): FixCode | null {
  return groupFixes[word]?.[group] ?? wordFixes[word] ?? null
}

/** The rows of a member: one, or one for each entry of a set. Empty if no column has it. */
export function compareMember(member: Member, sides: Sides, scope: Scope): readonly ConsentRow[] {
  if (columns.every((column) => valueAt(sides[column], member.path) === undefined)) return []
  return member.compare === 'flags'
    ? flagRows(member, sides, scope)
    : [oneRow(member, sides, scope)]
}

const separator = /\s+/

/** The entries of a set as texts, each once; a string is a list like `scope`. */
function textsOf(side: Side, path: readonly string[]): ReadonlySet<string> {
  const value = valueAt(side, path)
  if (typeof value === 'string') return new Set(value.split(separator).filter(Boolean))
  return new Set(entriesOf(value).map(jsonText))
}

function flagRows(member: Member, sides: Sides, scope: Scope): readonly ConsentRow[] {
  const { path } = member
  const has = {
    requested: textsOf(sides.requested, path),
    granted: textsOf(sides.granted, path),
    now: textsOf(sides.now, path),
  }
  const isOpen = sides.requested && valueAt(sides.requested, path) === undefined
  const entries = new Set(columns.flatMap((column) => [...has[column]]))
  // After the end only an inactive token or a status is reported, so nothing of the consent is left.
  const present = (column: Column, entry: string) =>
    has[column].has(entry) && !(column === 'now' && scope.ended)
  const isKnown = (column: Column) =>
    Boolean(sides[column]) &&
    (column !== 'now' || scope.ended !== null || valueAt(sides.now, path) !== undefined)
  return [...entries].map((entry) => {
    const cells = cellsOf(sides, (column): Cell => {
      if (!isKnown(column) && !(column === 'now' && scope.ended)) return { kind: 'unknown' }
      return { kind: present(column, entry) ? 'yes' : 'no' }
    })
    const word = flagWord({
      isRequested: sides.requested ? present('requested', entry) : null,
      isGranted: sides.granted ? present('granted', entry) : null,
      isNow: isKnown('now') ? has.now.has(entry) : null,
      ended: scope.ended,
    })
    const own = isOpen && word === 'wider' ? 'added' : word
    return rowOf(scope, member, { member: entry, cells, word: own })
  })
}

/** Null: not known. */
interface Flag extends Pick<Scope, 'ended'> {
  readonly isRequested: boolean | null
  readonly isGranted: boolean | null
  readonly isNow: boolean | null
}

function flagWord({ isRequested, isGranted, isNow, ended }: Flag): Word | null {
  if (isGranted === null || isRequested === null) return null
  if (!isRequested) return isGranted || isNow ? 'wider' : 'added'
  if (!isGranted) return isNow && !ended ? 'added' : 'narrower'
  if (ended) return ended
  return isNow === false ? 'missing_now' : 'same'
}

/** The cells of the columns that exist; null leaves one out. */
function cellsOf(sides: Sides, cellOf: (column: Column) => Cell | null): ConsentRow['cells'] {
  return Object.fromEntries(
    columns.flatMap((column) => {
      const cell = sides[column] === undefined ? null : cellOf(column)
      return cell ? [[column, cell] as const] : []
    }),
  )
}

type Lines = (value: unknown, name: string) => readonly string[]

const plain: Lines = (value, name) => [memberText(name, value)]

const lines: Readonly<Record<CompareKind, Lines>> = {
  exact: plain,
  status: plain,
  instant: plain,
  quantity: plain,
  amount: (value) => [amountText(value)],
  account: (value) => [accountText(value)],
  accounts: (value) => entriesOf(value).map(accountText),
  set: (value, name) => entriesOf(value).map((entry) => memberText(name, entry)),
  flags: (value, name) => entriesOf(value).map((entry) => memberText(name, entry)),
}

function oneRow(member: Member, sides: Sides, scope: Scope): ConsentRow {
  const { path, compare } = member
  const name = path.at(-1) ?? ''
  const cells = cellsOf(sides, (column): Cell | null => {
    if (sides[column] === null) return { kind: 'unknown' }
    const value = valueAt(sides[column], path)
    if (!isNothing(value)) return { kind: 'lines', lines: lines[compare](value, name) }
    if (column !== 'now') return { kind: 'none' }
    return scope.ended ? null : { kind: nowKind(sides) }
  })
  const word = (compare === 'status' ? statusWord : valueWord)(member, sides, scope)
  const words = word === 'withdrawn' ? { withdrawn: 'warn' as const } : member.words
  return rowOf(
    scope,
    { group: member.group, ...(words && { words }) },
    {
      member: path.join('.'),
      cells,
      word,
    },
  )
}

/** An introspection without the object says nothing about its members. */
const nowKind = ({ now }: Sides) => (now && Object.keys(now).length > 0 ? 'none' : 'unknown')

/** An empty list leaves the choice to the user, as an absent one does. */
function isNothing(value: unknown): boolean {
  return value === undefined || value === null || (Array.isArray(value) && value.length === 0)
}

function valueWord(member: Member, sides: Sides, scope: Scope): Word | null {
  const [from, to] = [valueAt(sides.requested, member.path), valueAt(sides.granted, member.path)]
  if (!sides.granted) return null
  const base = sides.requested ? grantWord(member, from, to) : null
  if (base === 'same' && isEnd(member, scope)) return 'expired'
  const isOver = scope.ended !== null || !sides.now || isNothing(to)
  return isOver || !quiet.has(base) ? base : presentWord(member, base, sides)
}

/** After these words the present state is of interest. */
const quiet: ReadonlySet<Word | null> = new Set<Word | null>([
  null,
  'same',
  'same_instant',
  'added',
  'chosen',
])

/** The word of a granted value in view of what a later report says. */
function presentWord(member: Member, base: Word | null, sides: Sides): Word | null {
  const { path, compare } = member
  const now = valueAt(sides.now, path)
  if (isNothing(now)) return isLost(member, base, sides) ? 'missing_now' : base
  const word = relations[compare](valueAt(sides.granted, path), now, member)
  if (word === 'same' || word === 'same_instant' || member.isServerTime) return base
  return compare === 'accounts' && word === 'narrower' ? 'missing_now' : word
}

/** Whether a member is the end that has passed. */
function isEnd({ path }: Member, { type, ended }: Scope): boolean {
  return ended === 'expired' && type.expiry?.join('.') === path.join('.')
}

/** A value that the server added may be left out of an introspection. */
function isLost({ group }: Member, base: Word | null, { now }: Sides): boolean {
  return base !== 'added' && group !== 'other' && Object.keys(now ?? {}).length > 0
}

function grantWord(member: Member, from: unknown, to: unknown): Word | null {
  if (isNothing(from)) return isNothing(to) ? null : member.isChoice ? 'chosen' : 'added'
  if (isNothing(to)) return 'omitted'
  const { countsDown, ...fixed } = member
  const word = relations[member.compare](from, to, fixed)
  return member.isServerTime && word !== 'same' && word !== 'same_instant' ? 'added' : word
}

const endings: Readonly<Partial<Record<Life, Word>>> = {
  withdrawn: 'withdrawn',
  expired: 'as_expected',
}

/** The status of a consent changes with its life; only a withdrawal is of interest. */
function statusWord({ path }: Member, sides: Sides, { type }: Scope): Word | null {
  const values = columns.map((column) => valueAt(sides[column], path))
  const last = values.findLast((value) => !isNothing(value))
  if (isNothing(last)) return null
  const life = type.lives[lifeKey(last)]
  const ending = life && endings[life]
  if (ending) return ending
  return isNothing(values[0]) ? 'added' : 'as_expected'
}

/** A status in the spelling of the tables: letters only, in lower case. */
export function lifeKey(status: unknown): string {
  return typeof status === 'string'
    ? status
        .slice(0, 60)
        .toLowerCase()
        .replaceAll(/[^a-z]/g, '')
    : ''
}
