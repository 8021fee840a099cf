import type { ConsentRow, Group, Phrase, PhraseCode, Sentence, Word } from './model'
import type { SentenceFacts } from './schema'

/** Groups of flags, each with its own words. */
export type Noun = 'permissions' | 'scopes'

const phrase = (code: PhraseCode, ...values: Phrase['values']): Phrase => ({ code, values })

function isCell(row: ConsentRow, column: 'requested' | 'granted', kind: 'yes'): boolean {
  return row.cells[column]?.kind === kind
}

interface Counts {
  readonly requested: number
  /** Granted of the requested ones. */
  readonly granted: number
  /** Granted but not requested. */
  readonly extra: number
}

function countsOf(rows: readonly ConsentRow[], group: Group): Counts {
  const own = rows.filter((row) => row.group === group)
  const granted = own.filter((row) => isCell(row, 'granted', 'yes'))
  const both = granted.filter((row) => isCell(row, 'requested', 'yes'))
  return {
    requested: own.filter((row) => isCell(row, 'requested', 'yes')).length,
    granted: both.length,
    extra: granted.filter(({ word }) => word === 'wider').length,
  }
}

const worse: ReadonlySet<Word | null> = new Set<Word | null>(['wider', 'later', 'changed'])

/** Members that were changed to the disadvantage of the request, without the entries of sets. */
function changedMembers(rows: readonly ConsentRow[], noun: Noun | null): readonly ConsentRow[] {
  return rows.filter(
    ({ group, word, status }) => group !== noun && worse.has(word) && status === 'fail',
  )
}

function chosenAccounts(rows: readonly ConsentRow[]): readonly Phrase[] {
  const count = rows
    .filter(({ group, word }) => group === 'accounts' && word === 'chosen')
    .map(({ cells }) => (cells.granted?.kind === 'lines' ? cells.granted.lines.length : 0))
    .reduce((sum, length) => sum + length, 0)
  return count === 0 ? [] : [phrase('chosen_accounts', count)]
}

function missingNow(rows: readonly ConsentRow[]): readonly Phrase[] {
  const count = rows.filter(({ word }) => word === 'missing_now').length
  return count === 0 ? [] : [phrase('missing_now', count)]
}

function laterBy({ expiry, requestedExpiry }: SentenceFacts): readonly Phrase[] {
  if (expiry === null || requestedExpiry === null || expiry <= requestedExpiry) return []
  return [phrase('later', { milliseconds: expiry - requestedExpiry })]
}

/** The sentence of a consent that is over, was refused, or is not known; null for any other. */
function endedSentence(facts: SentenceFacts, had: readonly Phrase[]): Sentence | null {
  const { life, expiry, error, isGrantUnknown } = facts
  if (life === 'expired') return { head: phrase('expired'), until: null, clauses: had }
  if (life === 'withdrawn') return { head: phrase('withdrawn'), until: expiry, clauses: had }
  if (life === 'suspended') return { head: phrase('suspended'), until: expiry, clauses: had }
  if (life === 'refused') return { head: phrase('refused', error ?? ''), until: null, clauses: [] }
  return isGrantUnknown && life !== 'waiting'
    ? { head: phrase('not_stated'), until: null, clauses: [] }
    : null
}

/** The sentence of a consent to data: how much of it was granted, and until when. */
export function accessSentence(noun: Noun, facts: SentenceFacts, provider = ''): Sentence {
  const { rows, life, expiry } = facts
  const counts = countsOf(rows, noun)
  const { requested, granted, extra } = counts
  const had = requested === 0 ? [] : [phrase(`had_${noun}`, granted, requested)]
  const ended = endedSentence(facts, had)
  if (ended) return ended
  if (life === 'waiting')
    return {
      head: requested === 0 ? phrase('requests_accounts') : phrase(`requests_${noun}`, requested),
      until: expiry,
      clauses: provider === '' ? [] : [phrase('from_provider', provider)],
    }
  const changed = changedMembers(rows, noun).filter(({ word }) => word !== 'later')
  const extras = extra === 0 ? [] : [phrase(`extra_${noun}`, extra)]
  const clauses = [
    ...extras,
    ...laterBy(facts),
    ...changed.map(({ member }) => phrase('changed', member)),
    ...chosenAccounts(rows),
    ...missingNow(rows),
  ]
  return { head: accessHead(noun, counts, rows), until: expiry, clauses }
}

function accessHead(
  noun: Noun,
  { requested, granted, extra }: Counts,
  rows: readonly ConsentRow[],
) {
  const isMore = extra > 0 || changedMembers(rows, noun).some(({ word }) => word !== 'changed')
  if (granted < requested) return phrase(`granted_${noun}`, granted, requested)
  if (isMore) return phrase('granted_more')
  if (changedMembers(rows, noun).length > 0) return phrase('granted_changed')
  return phrase(rows.some(({ word }) => word === 'narrower') ? 'granted_less' : 'as_requested')
}

function textOf(row: ConsentRow | undefined, column: 'requested' | 'granted'): string {
  const cell = row?.cells[column]
  return cell?.kind === 'lines' ? cell.lines.join(' ') : ''
}

interface PaymentMembers {
  readonly amount: string
  readonly creditor: readonly string[]
  readonly debtor: string
}

/** The sentence of a payment: its amount and creditor. */
export function paymentSentence(members: PaymentMembers, facts: SentenceFacts): Sentence {
  const { rows, life } = facts
  const find = (name: string) => rows.find(({ member }) => member === name)
  const amount = find(members.amount)
  const requested = textOf(amount, 'requested')
  const ended = endedSentence(facts, [])
  if (ended) return ended
  if (life === 'waiting')
    return { head: phrase('amount_wanted', requested), until: null, clauses: [] }
  const creditors = members.creditor.flatMap((name) => find(name) ?? [])
  const isOther = creditors.some(({ word }) => word === 'changed' || word === 'wider')
  const head =
    amount?.word === 'changed'
      ? phrase('amount_changed', requested, textOf(amount, 'granted'))
      : phrase('amount_as_requested', textOf(amount, 'granted') || requested)
  return {
    head,
    until: null,
    clauses: [
      ...(creditors.length === 0 ? [] : [phrase(isOther ? 'creditor_changed' : 'creditor_same')]),
      ...(find(members.debtor)?.word === 'chosen' ? [phrase('debtor_chosen')] : []),
    ],
  }
}

/** The sentence of a type that Parley does not know: only counts. */
export function genericSentence(facts: SentenceFacts): Sentence {
  const { rows, life, sections, grantedSections } = facts
  const ended = endedSentence(facts, [])
  if (ended) return ended
  if (life === 'waiting')
    return { head: phrase('requests_types', sections), until: null, clauses: [] }
  const count = (...words: readonly Word[]) =>
    rows.filter(({ word }) => word !== null && words.includes(word)).length
  const [fewer, more, changed] = [
    count('narrower', 'omitted'),
    count('wider', 'later'),
    count('changed'),
  ]
  const clauses = [
    ...(fewer === 0 ? [] : [phrase('fewer_members', fewer)]),
    ...(more === 0 ? [] : [phrase('extra_members', more)]),
    ...(changed === 0 ? [] : [phrase('granted_members', changed)]),
  ]
  const isLess = grantedSections < sections
  if (isLess)
    return { head: phrase('granted_types', grantedSections, sections), until: null, clauses }
  const head = more > 0 ? 'granted_more' : fewer > 0 ? 'granted_less' : 'granted_changed'
  const isSame = clauses.length === 0
  return { head: phrase(isSame ? 'as_requested' : head), until: null, clauses }
}
