import { useEffect } from 'react'
import { create } from 'zustand'

/** What was typed in this page; null if it was discarded, each with its time. */
interface Typed<D> {
  readonly draft: D | null
  readonly at: number
}

/** Milliseconds without an input after which the draft is stored. */
const pauseMs = 250

interface DraftStore<D> {
  /** The draft of a profile, of this page or of another one, whichever is newer; null without one. */
  readonly useDraft: (profileId: string) => D | null
  /** Keeps a draft, in this page at once. */
  readonly keep: (profileId: string, draft: D | null) => void
  /** Forgets what was typed in this page. */
  readonly forget: () => void
}

/** Drafts by profile. Typed text is shown at once; storage follows, and may still report what was typed before. */
export function createDraftStore<D extends { readonly at: number }>(
  useStored: (profileId: string) => D | null,
  send: (profileId: string, draft: D | null) => void,
): DraftStore<D> {
  const useTyped = create<Readonly<Record<string, Typed<D>>>>()(() => ({}))
  const timers = new Map<string, ReturnType<typeof setTimeout>>()

  const flush = (profileId: string): void => {
    const timer = timers.get(profileId)
    if (timer === undefined) return
    clearTimeout(timer)
    timers.delete(profileId)
    send(profileId, useTyped.getState()[profileId]?.draft ?? null)
  }

  return {
    useDraft(profileId) {
      const typed = useTyped((all) => all[profileId])
      const stored = useStored(profileId)
      useEffect(() => () => flush(profileId), [profileId])
      if (!typed) return stored
      return (stored?.at ?? 0) > typed.at ? stored : typed.draft
    },
    keep(profileId, draft) {
      useTyped.setState({ [profileId]: { draft, at: draft?.at ?? Date.now() } })
      clearTimeout(timers.get(profileId))
      timers.set(
        profileId,
        setTimeout(() => flush(profileId), draft ? pauseMs : 0),
      )
    },
    forget() {
      for (const timer of timers.values()) clearTimeout(timer)
      timers.clear()
      useTyped.setState({}, true)
    },
  }
}
