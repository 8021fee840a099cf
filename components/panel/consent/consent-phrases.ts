import type { Phrase, PhraseCode, PhraseValue } from '@/lib/consent/model'
import { formatDistance } from '@/components/ui/format'
import { beginningOf } from '@/components/ui/long-text'
import { t } from '@/lib/i18n'

type Text = (first: string, second: string, counts: readonly number[]) => string

/** The text of each phrase; a phrase with a count has its plural. */
const texts: Readonly<Record<PhraseCode, Text>> = {
  as_requested: () => t('panel.consent.phrase.as_requested'),
  granted_permissions: (some, all, [, count = 0]) =>
    t('panel.consent.phrase.granted_permissions', count, [some, all]),
  granted_scopes: (some, all, [, count = 0]) =>
    t('panel.consent.phrase.granted_scopes', count, [some, all]),
  granted_types: (some, all, [, count = 0]) =>
    t('panel.consent.phrase.granted_types', count, [some, all]),
  granted_members: (some, _, [count = 0]) =>
    t('panel.consent.phrase.granted_members', count, [some]),
  granted_more: () => t('panel.consent.phrase.granted_more'),
  granted_less: () => t('panel.consent.phrase.granted_less'),
  granted_changed: () => t('panel.consent.phrase.granted_changed'),
  extra_permissions: (some, _, [count = 0]) =>
    t('panel.consent.phrase.extra_permissions', count, [some]),
  extra_scopes: (some, _, [count = 0]) => t('panel.consent.phrase.extra_scopes', count, [some]),
  extra_members: (some, _, [count = 0]) => t('panel.consent.phrase.extra_members', count, [some]),
  fewer_members: (some, _, [count = 0]) => t('panel.consent.phrase.fewer_members', count, [some]),
  later: (distance) => t('panel.consent.phrase.later', [distance]),
  changed: (member) => t('panel.consent.phrase.changed', [member]),
  chosen_accounts: (some, _, [count = 0]) =>
    t('panel.consent.phrase.chosen_accounts', count, [some]),
  amount_changed: (from, to) => t('panel.consent.phrase.amount_changed', [from, to]),
  amount_as_requested: (amount) => t('panel.consent.phrase.amount_as_requested', [amount]),
  amount_wanted: (amount) => t('panel.consent.phrase.amount_wanted', [amount]),
  creditor_same: () => t('panel.consent.phrase.creditor_same'),
  creditor_changed: () => t('panel.consent.phrase.creditor_changed'),
  debtor_chosen: () => t('panel.consent.phrase.debtor_chosen'),
  missing_now: (some, _, [count = 0]) => t('panel.consent.phrase.missing_now', count, [some]),
  expired: () => t('panel.consent.phrase.expired'),
  withdrawn: () => t('panel.consent.phrase.withdrawn'),
  suspended: () => t('panel.consent.phrase.suspended'),
  refused: (error) =>
    error === ''
      ? t('panel.consent.phrase.refused_plain')
      : t('panel.consent.phrase.refused', [error]),
  had_permissions: (some, all, [, count = 0]) =>
    t('panel.consent.phrase.had_permissions', count, [some, all]),
  had_scopes: (some, all, [, count = 0]) =>
    t('panel.consent.phrase.had_scopes', count, [some, all]),
  not_stated: () => t('panel.consent.phrase.not_stated'),
  requests_permissions: (some, _, [count = 0]) =>
    t('panel.consent.phrase.requests_permissions', count, [some]),
  requests_scopes: (some, _, [count = 0]) =>
    t('panel.consent.phrase.requests_scopes', count, [some]),
  requests_types: (some, _, [count = 0]) => t('panel.consent.phrase.requests_types', count, [some]),
  requests_accounts: () => t('panel.consent.phrase.requests_accounts'),
  from_provider: (provider) => t('panel.consent.phrase.from_provider', [provider]),
}

function valueText(value: PhraseValue | undefined): string {
  if (typeof value === 'object') return formatDistance(value.milliseconds)
  return value === undefined ? '' : beginningOf(String(value), 60)
}

export function phraseText({ code, values }: Phrase): string {
  const counts = values.map((value) => (typeof value === 'number' ? value : 0))
  return texts[code](valueText(values[0]), valueText(values[1]), counts)
}
