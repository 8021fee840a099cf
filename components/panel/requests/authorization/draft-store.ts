import { useEffect } from 'react'
import { create } from 'zustand'
import { command } from '@/lib/state/actions'
import { useMirror } from '@/lib/state/mirror'
import type { RequestDraft } from '@/lib/storage/saved-requests'

/** What was typed in this page; null if it was discarded, each with its time. */
interface Typed {
  readonly draft: RequestDraft | null
  readonly at: number
}

/** Typed text is shown at once; storage follows, and may still report what was typed before. */
const useTyped = create<Readonly<Record<string, Typed>>>()(() => ({}))

/** Milliseconds without an input after which the draft is stored. */
const pauseMs = 250

const timers = new Map<string, ReturnType<typeof setTimeout>>()

/** The draft of a profile, of this page or of another one, whichever is newer; null without one. */
export function useRequestDraft(profileId: string): RequestDraft | null {
  const typed = useTyped((all) => all[profileId])
  const stored = useMirror(({ requestDrafts }) => requestDrafts[profileId]) ?? null
  useEffect(() => () => flush(profileId), [profileId])
  if (!typed) return stored
  return (stored?.at ?? 0) > typed.at ? stored : typed.draft
}

/** Keeps a draft, in this page at once. */
export function keepDraft(profileId: string, draft: RequestDraft | null): void {
  useTyped.setState({ [profileId]: { draft, at: draft?.at ?? Date.now() } })
  clearTimeout(timers.get(profileId))
  timers.set(
    profileId,
    setTimeout(() => flush(profileId), draft ? pauseMs : 0),
  )
}

function flush(profileId: string): void {
  const timer = timers.get(profileId)
  if (timer === undefined) return
  clearTimeout(timer)
  timers.delete(profileId)
  const draft = useTyped.getState()[profileId]?.draft ?? null
  void command('requestDraft', { profileId, draft })
}

/** Forgets what was typed in this page. */
export function forgetTyped(): void {
  for (const timer of timers.values()) clearTimeout(timer)
  timers.clear()
  useTyped.setState({}, true)
}
