import { useState } from 'react'
import { draftOf, newDraft } from './draft-fields'
import { useMirror } from '@/lib/state/mirror'
import type { Typed } from './profile-changes'

/** The key of the profile that is not saved yet. */
const fresh = 'new'

/** The selected profile, and the unsaved content of the forms. */
export function useProfileDrafts() {
  const profiles = useMirror((state) => state.profiles)
  const current = useMirror(({ settings }) => settings.currentProfileId)
  const [chosen, setChosen] = useState<string | null>(null)
  const [drafts, setDrafts] = useState<Readonly<Record<string, Typed | undefined>>>({})
  const [blank, setBlank] = useState(() => newDraft(Date.now()))
  const live = profiles.filter(({ removedAt }) => removedAt === undefined)
  const wanted = live.find(({ id }) => id === (chosen ?? current)) ?? live[0]
  const isNew = chosen === fresh || (drafts[fresh] !== undefined && !wanted)
  const profile = isNew ? null : (wanted ?? null)
  const key = isNew ? fresh : profile?.id

  const setTyped = (typed: Typed | undefined) =>
    key !== undefined && setDrafts((all) => ({ ...all, [key]: typed }))
  return {
    profiles,
    live,
    /** The key of its draft; undefined without a profile. */
    key,
    /** The selected profile as saved; null if it is not saved. */
    profile,
    saved: profile ? draftOf(profile) : blank,
    drafts,
    selectedId: key ?? null,
    unsaved: Object.keys(drafts).filter((id) => drafts[id] !== undefined),
    choose: setChosen,
    setTyped,
    create() {
      if (!drafts[fresh]) {
        const draft = newDraft(Date.now())
        setBlank(draft)
        setDrafts({ ...drafts, [fresh]: { draft, secret: '' } })
      }
      setChosen(fresh)
    },
    /** Discards the draft after saving. */
    done(id: string) {
      setTyped(undefined)
      setChosen(id)
    },
  }
}
