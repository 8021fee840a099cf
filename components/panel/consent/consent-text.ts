import type { Consent } from '@/lib/consent/consent'
import type {
  Cell,
  Column,
  ConsentIssue,
  ConsentTypeName,
  FixCode,
  Group,
  Word,
} from '@/lib/consent/model'
import type { Snapshot, SnapshotKind } from '@/lib/consent/snapshot'
import { formatDay, formatRelative } from '@/components/ui/format'
import { beginningOf } from '@/components/ui/long-text'
import { t } from '@/lib/i18n'
import { phraseText } from './consent-phrases'

/** The consent in one sentence. */
export function sentenceText({ sentence, life }: Pick<Consent, 'sentence' | 'life'>): string {
  const { head, until, clauses } = sentence
  const first = phraseText(head)
  const rest = clauses.map(phraseText)
  const dated = (text: string) =>
    until === null ? text : t('panel.consent.until', [text, formatDay(until)])
  // What was withdrawn had been granted until then.
  return life === 'withdrawn'
    ? dated([first, ...rest].join('; '))
    : [dated(first), ...rest].join('; ')
}

export const headText = ({ sentence }: Pick<Consent, 'sentence'>) => phraseText(sentence.head)

/** Whether a consent is for one payment, which must be made before its end. */
export const isPayment = ({ sections }: Pick<Consent, 'sections'>) =>
  sections.some(({ type }) => type.endsWith('_payment'))

/** The second line of the row: what the first leaves open. */
export function standingText(
  consent: Pick<Consent, 'life' | 'expiry' | 'hasCode' | 'sections'>,
  now: number,
): string {
  const { life, expiry, hasCode } = consent
  if (life === 'refused') return t('panel.consent.row.refused')
  if (life === 'waiting')
    return t(hasCode ? 'panel.consent.row.exchange' : 'panel.consent.row.user')
  if (expiry === null) return t('panel.consent.row.no_end')
  if (life === 'expired') return t('panel.consent.row.over', [formatRelative(expiry - now)])
  const day = formatDay(expiry)
  if (life === 'withdrawn') return t('panel.consent.row.was', [day])
  return t(isPayment(consent) ? 'panel.consent.row.pay' : 'panel.consent.row.until', [day])
}

export const wordTexts = {
  same: 'panel.consent.word.same',
  same_instant: 'panel.consent.word.same_instant',
  as_expected: 'panel.consent.word.as_expected',
  narrower: 'panel.consent.word.narrower',
  omitted: 'panel.consent.word.omitted',
  not_granted: 'panel.consent.word.not_granted',
  wider: 'panel.consent.word.wider',
  later: 'panel.consent.word.later',
  changed: 'panel.consent.word.changed',
  added: 'panel.consent.word.added',
  chosen: 'panel.consent.word.chosen',
  missing_now: 'panel.consent.word.missing_now',
  counting_down: 'panel.consent.word.counting_down',
  expired: 'panel.consent.word.expired',
  withdrawn: 'panel.consent.word.withdrawn',
} as const satisfies Record<Word, string>

export const groupTexts = {
  permissions: 'panel.consent.group.permissions',
  scopes: 'panel.consent.group.scopes',
  accounts: 'panel.consent.group.accounts',
  payment: 'panel.consent.group.payment',
  parties: 'panel.consent.group.parties',
  duration: 'panel.consent.group.duration',
  dates: 'panel.consent.group.dates',
  other: 'panel.consent.group.other',
  element: 'panel.consent.group.element',
} as const satisfies Record<Group, string>

export const columnTexts = {
  requested: 'panel.consent.columns.requested',
  granted: 'panel.consent.columns.granted',
  now: 'panel.consent.columns.now',
} as const satisfies Record<Column, string>

export const sourceTexts = {
  'par-request': 'panel.consent.source.par_request',
  'authorization-request': 'panel.consent.source.authorization_request',
  'token-response': 'panel.consent.source.token_response',
  'refresh-response': 'panel.consent.source.refresh_response',
  'introspection-response': 'panel.consent.source.introspection_response',
  'resource-request': 'panel.consent.source.resource_request',
  'resource-response': 'panel.consent.source.resource_response',
} as const satisfies Record<SnapshotKind, string>

export const fixTexts = {
  narrower_permissions: 'panel.consent.fix.narrower_permissions',
  narrower_scopes: 'panel.consent.fix.narrower_scopes',
  narrower: 'panel.consent.fix.narrower',
  not_granted: 'panel.consent.fix.not_granted',
  omitted: 'panel.consent.fix.omitted',
  wider_permissions: 'panel.consent.fix.wider_permissions',
  wider_scopes: 'panel.consent.fix.wider_scopes',
  wider: 'panel.consent.fix.wider',
  later: 'panel.consent.fix.later',
  changed_payment: 'panel.consent.fix.changed_payment',
  changed_party: 'panel.consent.fix.changed_party',
  changed: 'panel.consent.fix.changed',
  missing_now: 'panel.consent.fix.missing_now',
  withdrawn: 'panel.consent.fix.withdrawn',
} as const satisfies Record<FixCode, string>

const types = {
  open_finance_malaysia: 'panel.consent.type.open_finance_malaysia',
  uk_account_access: 'panel.consent.type.uk_account_access',
  uk_domestic_payment: 'panel.consent.type.uk_domestic_payment',
  brazil_consent: 'panel.consent.type.brazil_consent',
  brazil_payment: 'panel.consent.type.brazil_payment',
  berlin_group: 'panel.consent.type.berlin_group',
  cdr: 'panel.consent.type.cdr',
  rfc9396: 'panel.consent.type.rfc9396',
  scopes: 'panel.consent.type.scopes',
} as const satisfies Record<ConsentTypeName, string>

/** The type of a consent: as it names itself, otherwise in words. */
export function typeText({ sections }: Pick<Consent, 'sections'>): string {
  const [first] = sections
  if (!first) return t('panel.consent.type.rfc9396')
  return first.title === '' ? t(types[first.type]) : beginningOf(first.title, 200)
}

export function issueText({ code, column, about }: ConsentIssue): string {
  const where = t(columnTexts[column])
  const texts: Readonly<Record<ConsentIssue['code'], () => string>> = {
    not_json: () => t('panel.consent.issue.not_json', [where]),
    not_array: () => t('panel.consent.issue.not_array', [where]),
    not_object: () => t('panel.consent.issue.not_object', [where, about]),
    no_type: () => t('panel.consent.issue.no_type', [where, about]),
    duplicate_type: () => t('panel.consent.issue.duplicate_type', [where, about]),
    too_many_elements: () => t('panel.consent.issue.too_many_elements', [where, about]),
  }
  return texts[code]()
}

/** Why the present state is not known; null if it is. */
export function unknownText({ body, problem }: Snapshot): string | null {
  if (body !== null) return null
  if (problem === 'token_ended') return t('panel.consent.note.token_ended')
  return problem === null ? t('panel.consent.note.no_answer') : beginningOf(problem, 200)
}

const cellTexts = {
  none: 'panel.consent.cell.none',
  yes: 'panel.consent.cell.yes',
  no: 'panel.consent.cell.no',
  unknown: 'panel.consent.cell.unknown',
} as const

/** A cell as plain text. */
export function cellText(cell: Cell | undefined): string {
  if (!cell) return ''
  return cell.kind === 'lines' ? cell.lines.join(', ') : t(cellTexts[cell.kind])
}
