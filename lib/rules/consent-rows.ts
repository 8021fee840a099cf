import type { Cell, Column, ConsentRow, Group, Word } from '@/lib/consent/model'
import type { ComparedResource, ConsentComparison } from '@/lib/facts/consent-comparison'
import type { Finding } from '@/lib/model/rule-result'
import type { SpecRef } from '@/lib/model/spec-links'
import type { Artefacts } from './artefacts'
import { finding } from './builders'
import { notObserved, type CheckResult, type Rule } from './rule'
import { show } from './token-reading'

interface Row<Id extends string> {
  readonly id: Id
  readonly about: string
  readonly refs: readonly [SpecRef, ...SpecRef[]]
  readonly group: Group
  /** The finding for each word that is wrong. */
  readonly codes: Readonly<Partial<Record<Word, string>>>
  /** Findings about the granted values themselves. */
  readonly ofGrant?: (
    resource: ComparedResource,
    context: Artefacts['consent-comparison']['context'],
  ) => readonly Finding[]
  /** Findings about a response that has no consent resource. */
  readonly ofTokens?: (comparison: ConsentComparison) => CheckResult
}

/** A rule about the members of one group: the granted ones are those that were requested. */
export function consentRows<const Id extends string>({
  id,
  about,
  refs,
  group,
  codes,
  ofGrant,
  ofTokens,
}: Row<Id>): Rule<Id, 'consent-comparison'> {
  return {
    id,
    on: 'consent-comparison',
    about,
    refs,
    check({ comparison, context }): CheckResult {
      const { resource } = comparison
      if (!resource) return ofTokens?.(comparison)
      const isNamed = resource.type.members.some((member) => member.group === group)
      if (!isNamed) return undefined
      const own = ofGrant?.(resource, context) ?? []
      if (!resource.rows) return own.length > 0 ? own : notObserved
      const named = new Set(own.map(({ seen }) => seen?.split(':')[0]))
      const rows = resource.rows.filter(
        (row) => row.group === group && isCompared(row) && !named.has(row.member),
      )
      if (rows.length === 0 && own.length === 0) return undefined
      return [...ofRows(rows, codes), ...own]
    },
  }
}

/** Words of rows whose values are in only one of the two messages, or whose values nothing is compared with. */
const uncompared: ReadonlySet<Word | null> = new Set<Word | null>([
  null,
  'omitted',
  'added',
  'as_expected',
  'withdrawn',
])

function isCompared({ word }: ConsentRow): boolean {
  return !uncompared.has(word)
}

/** The findings of rows. Entries of one set are one finding. */
function ofRows(rows: readonly ConsentRow[], codes: Row<string>['codes']): readonly Finding[] {
  const bad = rows.filter(({ status }) => status === 'fail' || status === 'warn')
  const found = bad.flatMap((row) => {
    const code = row.word === null ? undefined : codes[row.word]
    return code === undefined ? [] : [{ code, row }]
  })
  const sets = Map.groupBy(
    found.filter(({ row }) => isEntry(row)),
    ({ code }) => code,
  )
  return [
    ...[...sets].map(([code, entries]) => ofEntries(code, entries)),
    ...found.filter(({ row }) => !isEntry(row)).map(({ code, row }) => ofMember(code, row)),
  ]
}

/** Whether a row is about one entry of a set. */
function isEntry({ cells }: ConsentRow): boolean {
  return Object.values(cells).some(({ kind }) => kind === 'yes' || kind === 'no')
}

function ofEntries(code: string, entries: readonly { readonly row: ConsentRow }[]): Finding {
  const names = show(entries.map(({ row }) => row.member).join(', '))
  const isGranted = entries.some(({ row }) => row.cells.granted?.kind === 'yes')
  return isGranted ? finding(code, names) : finding(code, null, names)
}

function ofMember(code: string, row: ConsentRow): Finding {
  return finding(
    code,
    `${row.member}: ${textOf(row, 'granted')}`,
    `${row.member}: ${textOf(row, 'requested')}`,
  )
}

function textOf({ cells }: ConsentRow, column: Column): string {
  const cell: Cell | undefined = cells[column]
  return cell?.kind === 'lines' ? show(cell.lines.join(', ')) : ''
}
