import { newDraft, newDraftKey } from '@/lib/oauth/profile-defaults'
import type { Profile } from '@/lib/oauth/profile'
import { command } from '@/lib/state/actions'
import { useMirror } from '@/lib/state/mirror'
import { emptyRegistration } from '@/lib/oauth/registration-draft'
import { keepForm } from './use-registration'

/** Opens the page that registers a client, with what was typed there before. */
export function openRegistration(): Promise<void> {
  const typed = useMirror.getState().registrationDrafts[newDraftKey] ?? emptyRegistration
  return keepForm(newDraftKey, { ...typed, isOpen: true })
}

/** Begins to register another client at the server of a profile. */
export async function registerAt({ issuer, discovery }: Profile): Promise<void> {
  const at = Date.now()
  const draft = { ...newDraft(at), issuer, discovery }
  const form = { draft, at, typedIn: 'panel', isChosen: false } as const
  await command('profileDraft', { key: newDraftKey, form })
  await openRegistration()
}
