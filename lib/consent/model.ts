import type { ConsentLife } from '@/lib/flow/model/flow-consent'
import type { Status } from '@/lib/model/rule-result'
import type { SpecRef } from '@/lib/model/spec-links'

export const columns = ['requested', 'granted', 'now'] as const

/** The three states of a consent that are compared. */
export type Column = (typeof columns)[number]

/** How a member of the grant compares with the request, or its present state with the grant. */
export type Word =
  | 'same'
  | 'same_instant'
  | 'as_expected'
  | 'narrower'
  | 'omitted'
  | 'not_granted'
  | 'wider'
  | 'later'
  | 'changed'
  | 'added'
  | 'chosen'
  | 'missing_now'
  | 'counting_down'
  | 'expired'
  | 'withdrawn'

export type Group =
  | 'permissions'
  | 'scopes'
  | 'accounts'
  | 'payment'
  | 'parties'
  | 'duration'
  | 'dates'
  | 'other'
  | 'element'

/** `unknown`: the message could not be read, or does not report the member. */
export type Cell =
  | { readonly kind: 'none' }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'yes' }
  | { readonly kind: 'no' }
  | { readonly kind: 'lines'; readonly lines: readonly string[] }

export interface ConsentRow {
  readonly group: Group
  /** The member, or the entry of a set. */
  readonly member: string
  /** The columns that exist. */
  readonly cells: Readonly<Partial<Record<Column, Cell>>>
  /** Null before the grant, or if the grant is not known. */
  readonly word: Word | null
  readonly status: Status | null
  /** The text of the fix; null if nothing needs fixing. */
  readonly fix: FixCode | null
  readonly refs: readonly SpecRef[]
}

export type FixCode =
  | 'narrower_permissions'
  | 'narrower_scopes'
  | 'narrower'
  | 'not_granted'
  | 'omitted'
  | 'wider_permissions'
  | 'wider_scopes'
  | 'wider'
  | 'later'
  | 'changed_payment'
  | 'changed_party'
  | 'changed'
  | 'missing_now'
  | 'withdrawn'

/** One consent object: an element of authorization_details, a consent resource, or the scopes. */
export interface ConsentSection {
  readonly type: ConsentTypeName
  /** The `type` member, or an empty string. */
  readonly title: string
  readonly rows: readonly ConsentRow[]
}

export type ConsentTypeName =
  | 'open_finance_malaysia'
  | 'uk_account_access'
  | 'uk_domestic_payment'
  | 'brazil_consent'
  | 'brazil_payment'
  | 'berlin_group'
  | 'cdr'
  | 'rfc9396'
  | 'scopes'

/** The life of a consent. `used`: a payment was made from it. */
export type Life = ConsentLife

/** A problem of the data, shown above the table. */
export interface ConsentIssue {
  readonly code:
    'not_json' | 'not_array' | 'not_object' | 'no_type' | 'duplicate_type' | 'too_many_elements'
  readonly column: Column
  /** The member, position or `type` that it is about. */
  readonly about: string
}

/** A value of a phrase: text, a number, or a length of time in milliseconds. */
export type PhraseValue = string | number | { readonly milliseconds: number }

export interface Phrase {
  readonly code: PhraseCode
  readonly values: readonly PhraseValue[]
}

export type PhraseCode =
  | 'as_requested'
  | 'granted_permissions'
  | 'granted_scopes'
  | 'granted_types'
  | 'granted_members'
  | 'granted_more'
  | 'granted_less'
  | 'granted_changed'
  | 'extra_permissions'
  | 'extra_scopes'
  | 'extra_members'
  | 'fewer_members'
  | 'later'
  | 'changed'
  | 'chosen_accounts'
  | 'amount_changed'
  | 'amount_as_requested'
  | 'amount_wanted'
  | 'creditor_same'
  | 'creditor_changed'
  | 'debtor_chosen'
  | 'missing_now'
  | 'expired'
  | 'withdrawn'
  | 'suspended'
  | 'refused'
  | 'had_permissions'
  | 'had_scopes'
  | 'not_stated'
  | 'requests_permissions'
  | 'requests_scopes'
  | 'requests_types'
  | 'requests_accounts'
  | 'from_provider'

/** A consent in words: a heading, its end date, and remarks. */
export interface Sentence {
  readonly head: Phrase
  /** The end of the consent, in milliseconds since the epoch; null if not stated or not of interest. */
  readonly until: number | null
  readonly clauses: readonly Phrase[]
}
