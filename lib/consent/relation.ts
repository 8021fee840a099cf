import { listOf } from '@/lib/model/json'
import type { Word } from './model'
import { accountKeys } from './masked-account'
import { amountOf, canonical, decimalOf, instantOf, zonedInstantOf } from './quantity'
import type { CompareKind, Member } from './schema'

type Relation = (from: unknown, to: unknown, member: Pick<Member, 'isStart' | 'countsDown'>) => Word

/** Two spellings of one time are the same, whatever the member means. */
const exact: Relation = (from, to) => {
  if (canonical(from) === canonical(to)) return 'same'
  if (typeof from !== 'string' || typeof to !== 'string') return 'changed'
  return isEqual(zonedInstantOf(from), zonedInstantOf(to)) ? 'same_instant' : 'changed'
}

function isEqual(from: number | null, to: number | null): boolean {
  return from !== null && from === to
}

/** The entries of a set; a single value is a set of one. */
export function entriesOf(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return []
  return listOf(value)
}

/** The distinct entries of both lists, by their keys. */
function createSetRelation(keysOf: (entry: unknown) => readonly string[]): Relation {
  return (from, to) => {
    const [before, after] = [entriesOf(from).map(keysOf), entriesOf(to).map(keysOf)]
    const isExtra = hasOther(after, before)
    const isMissing = hasOther(before, after)
    if (isExtra) return isMissing ? 'changed' : 'wider'
    return isMissing ? 'narrower' : 'same'
  }
}

type Keys = readonly (readonly string[])[]

/** Whether a list has an entry that the other does not have. */
function hasOther(list: Keys, other: Keys): boolean {
  const known = new Set(other.flat())
  return list.some((keys) => !keys.some((key) => known.has(key)))
}

const setRelation = createSetRelation((entry) => [canonical(entry)])

/** A relation of two values on a scale; `order` is null if they are not on it. */
function createOrder(orderOf: (from: unknown, to: unknown) => number | null): Relation {
  return (from, to, { isStart, countsDown }) => {
    const order = orderOf(from, to)
    if (order === null) return exact(from, to, {})
    if (order === 0) return canonical(from) === canonical(to) ? 'same' : 'same_instant'
    if (order < 0 && countsDown) return 'counting_down'
    return order > 0 === (isStart ?? false) ? 'narrower' : 'wider'
  }
}

const instant = createOrder((from, to) => {
  const [before, after] = [instantOf(from), instantOf(to)]
  return before === null || after === null ? null : after - before
})

const quantity = createOrder((from, to) => {
  const [before, after] = [decimalOf(from), decimalOf(to)]
  if (before === null || after === null) return null
  return after === before ? 0 : after > before ? 1 : -1
})

/** An amount that differs was changed, whichever is higher: the user approved one amount. */
const amount: Relation = (from, to) => {
  const [before, after] = [amountOf(from), amountOf(to)]
  const isCurrency = before?.currency === after?.currency
  const [one, other] = [decimalOf(before?.amount ?? from), decimalOf(after?.amount ?? to)]
  if (one === null || other === null) return exact(from, to, {})
  return isCurrency && one === other ? 'same' : 'changed'
}

/** How the second value compares with the first; both are present. */
export const relations: Readonly<Record<CompareKind, Relation>> = {
  exact,
  status: exact,
  account: exact,
  flags: setRelation,
  set: setRelation,
  accounts: createSetRelation(accountKeys),
  instant(from, to, member) {
    const word = instant(from, to, member)
    return word === 'wider' && !member.isStart ? 'later' : word
  },
  amount,
  quantity(from, to, member) {
    const word = quantity(from, to, member)
    return word === 'same_instant' ? 'same' : word
  },
}
