import { useState } from 'react'
import { newDraft, newDraftKey } from '@/lib/oauth/profile-defaults'
import { useMirror } from '@/lib/state/mirror'
import { draftOf } from './draft-fields'
import { changedFields, untouched, type Typed } from './profile-changes'
import { useFormDrafts } from './use-form-drafts'

/** The selected profile, and the unsaved content of the forms. */
export function useProfileDrafts() {
  const profiles = useMirror((state) => state.profiles)
  const current = useMirror(({ settings }) => settings.currentProfileId)
  const forms = useFormDrafts('panel')
  const [chosen, setChosen] = useState<string | null>(null)
  const [blank, setBlank] = useState(() => newDraft(Date.now()))
  const isRegistering = useRegistering(setChosen)
  const live = profiles.filter(({ removedAt }) => removedAt === undefined)
  const wanted = live.find(({ id }) => id === (chosen ?? current)) ?? live[0]
  // A form that was begun in the popup goes on here.
  const isBegun = chosen === null && forms.typedIn(newDraftKey) === 'popup'
  const isNew = chosen === newDraftKey || isBegun || !wanted
  const profile = isNew ? null : wanted
  const key = profile?.id ?? newDraftKey
  const saved = profile ? draftOf(profile) : blank
  const typed = forms.typed(key)

  return {
    profiles,
    live,
    /** The key of its draft. */
    draftKey: key,
    /** The selected profile as saved; null if it is not saved. */
    profile,
    saved,
    /** The content of the form; without input it is what is saved. */
    typed: typed ?? untouched(saved),
    isRestored: forms.isRestored(key),
    selectedId: key,
    /** The client of a new profile is being registered. */
    isRegistering: isNew && isRegistering,
    unsaved: forms.keys.filter((each) => {
      const other = live.find(({ id }) => id === each)
      const form = forms.typed(each)
      return form !== undefined && (!other || changedFields(draftOf(other), form).length > 0)
    }),
    choose: setChosen,
    edit(change: (typed: Typed) => Typed) {
      if (isNew) setChosen(newDraftKey)
      forms.edit(key, untouched(saved), change)
    },
    discard: () => forms.discard(key),
    create() {
      setBlank(newDraft(Date.now()))
      setChosen(newDraftKey)
    },
    /** Discards the draft after saving. */
    done(id: string) {
      forms.discard(key)
      setChosen(id)
    },
  }
}

/** Whether a client is being registered. It may begin on the Server screen, and goes on after this page was closed. */
function useRegistering(choose: (key: string) => void): boolean {
  const isOpen = useMirror(
    ({ registrationDrafts }) => registrationDrafts[newDraftKey]?.isOpen === true,
  )
  const [wasOpen, setWasOpen] = useState(false)
  if (isOpen !== wasOpen) {
    setWasOpen(isOpen)
    if (isOpen) choose(newDraftKey)
  }
  return isOpen
}
