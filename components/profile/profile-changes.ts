import type { ProfileDraft } from '@/lib/oauth/profile'
import { tData } from '@/lib/i18n'

/** A profile as typed, with its client secret, which is stored separately. */
export interface Typed {
  readonly draft: ProfileDraft
  /** As typed on this page; empty if it was not. */
  readonly secret: string
  /** A secret was typed on a page that has closed. The background keeps it. */
  readonly hasSecret: boolean
  /** The user chose the rule profile, so the metadata does not change it. */
  readonly isChosen: boolean
}

/** A form in which nothing was typed. */
export function untouched(draft: ProfileDraft): Typed {
  return { draft, secret: '', hasSecret: false, isChosen: false }
}

/** The name of a field of the form. */
export function fieldName(field: string): string {
  const key = `panel.profiles.field.${field}`
  const name = tData(key)
  return name === key ? field : name
}

/** The names of the fields that differ from the saved profile. */
export function changedFields(saved: ProfileDraft, typed: Typed): readonly string[] {
  const { draft, secret, hasSecret } = typed
  const fields = (Object.keys(saved) as (keyof ProfileDraft)[]).filter(
    (field) => JSON.stringify(saved[field]) !== JSON.stringify(draft[field]),
  )
  return [...fields, ...(secret !== '' || hasSecret ? ['clientSecret'] : [])].map(fieldName)
}
