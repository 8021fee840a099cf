import type { Protocol } from '@/lib/messaging/protocol'
import { maxDraftLength } from '@/lib/model/bounds'
import type { ProfileDraft } from '@/lib/oauth/profile'
import type { Data } from '@/lib/storage/data'
import { newDraftKey } from '@/lib/oauth/profile-defaults'
import { draftSecretKey } from '@/lib/storage/state'
import type { Ports } from './ports'
import type { Save, Store } from './store'

/** Keeps what is typed in the forms of profiles, in memory only. */
export function createFormDrafts(ports: Ports, store: Store) {
  return ({ key, form, secret }: Parameters<Protocol['profileDraft']>[0]): Promise<void> =>
    store.run(async (data, save) => {
      if (form === null) return dropFormDraft(ports, data, save, key)
      if (JSON.stringify(form).length > maxDraftLength) return
      if (secret === '') await ports.session.remove([draftSecretKey(key)])
      else if (secret !== undefined) await ports.session.set({ [draftSecretKey(key)]: secret })
      const hasSecret = secret === undefined ? data.drafts[key]?.hasSecret === true : secret !== ''
      await save({ drafts: { ...data.drafts, [key]: { ...form, hasSecret } } })
    })
}

/** Discards what is typed in the form of a profile. */
export async function dropFormDraft(
  ports: Ports,
  data: Data,
  save: Save,
  key: string,
): Promise<void> {
  const { [key]: old, ...drafts } = data.drafts
  if (old) await save({ drafts })
  await ports.session.remove([draftSecretKey(key)])
}

/**
 * Ends the draft of a form whose content was saved, and returns its client secret; null without one. A form with
 * different content is still being edited.
 */
export async function endDraft(
  ports: Ports,
  data: Data,
  save: Save,
  saved: ProfileDraft,
): Promise<string | null> {
  const key = saved.id ?? newDraftKey
  const form = data.drafts[key]
  if (!form || JSON.stringify(form.draft) !== JSON.stringify(saved)) return null
  const stored = form.hasSecret ? await ports.session.get([draftSecretKey(key)]) : {}
  await dropFormDraft(ports, data, save, key)
  const secret = stored[draftSecretKey(key)]
  return typeof secret === 'string' ? secret : null
}
