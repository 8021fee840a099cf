import type { ProfileDraft } from '@/lib/oauth/profile'
import { tData } from '@/lib/i18n'

/** A profile as typed, with its client secret, which is stored separately. */
export interface Typed {
  readonly draft: ProfileDraft
  /** Empty if it was not typed. */
  readonly secret: string
}

/** The name of a field of the form. */
export function fieldName(field: string): string {
  const key = `panel.profiles.field.${field}`
  const name = tData(key)
  return name === key ? field : name
}

/** The names of the fields that differ from the saved profile. */
export function changedFields(saved: ProfileDraft, { draft, secret }: Typed): readonly string[] {
  const fields = (Object.keys(saved) as (keyof ProfileDraft)[]).filter(
    (field) => JSON.stringify(saved[field]) !== JSON.stringify(draft[field]),
  )
  return [...fields, ...(secret === '' ? [] : ['clientSecret'])].map(fieldName)
}
