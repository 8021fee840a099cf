import { useEffect, useRef, useState } from 'react'
import type { FormDraft } from '@/lib/storage/state'
import { command } from '@/lib/state/actions'
import { useMirror } from '@/lib/state/mirror'
import type { Typed } from './profile-changes'

/** What was typed on this page; undefined if it was saved or discarded here. */
interface Local {
  readonly typed: Typed | undefined
  readonly at: number
}

type Locals = Readonly<Record<string, Local | undefined>>

/**
 * What is typed in the forms of profiles, by key. Each input goes to the background, because a popup
 * closes at any moment. The page keeps its own copy, which does not wait for the background.
 */
export function useFormDrafts(typedIn: FormDraft['typedIn']) {
  const stored = useMirror(({ drafts }) => drafts)
  const [atOpening] = useState(stored)
  const [seen, setSeen] = useState(stored)
  const [local, setLocal] = useState<Locals>({})
  const latest = useRef(local)
  useEffect(() => {
    latest.current = local
  }, [local])
  if (seen !== stored) {
    setSeen(stored)
    // Another page has saved or discarded the form, or the background has followed this one.
    const ended = Object.keys(local).filter((key) => seen[key] && !stored[key])
    if (ended.length > 0)
      setLocal(Object.fromEntries(Object.entries(local).filter(([key]) => !ended.includes(key))))
  }

  const put = (key: string, typed: Typed | undefined) => {
    const at = Math.max(Date.now(), (latest.current[key]?.at ?? 0) + 1)
    const before = newest(latest.current[key], useMirror.getState().drafts[key])
    latest.current = { ...latest.current, [key]: { typed, at } }
    setLocal(latest.current)
    void command('profileDraft', messageOf(key, typed, { before, at, typedIn })).catch(() => {})
  }

  return {
    /** What is typed and not saved; undefined if nothing is. */
    typed: (key: string) => newest(local[key], stored[key]),
    /** The form was typed before this page opened, and nothing since. */
    isRestored: (key: string) =>
      atOpening[key] !== undefined && stored[key] !== undefined && local[key] === undefined,
    /** The page on which a stored form was typed last. */
    typedIn: (key: string) => stored[key]?.typedIn,
    keys: [...new Set([...Object.keys(stored), ...Object.keys(local)])],
    /** Changes a form, which may have changed since it was drawn. */
    edit(key: string, initial: Typed, change: (typed: Typed) => Typed) {
      const before = newest(latest.current[key], useMirror.getState().drafts[key])
      put(key, change(before ?? initial))
    },
    discard: (key: string) => put(key, undefined),
  }
}

function newest(local: Local | undefined, stored: FormDraft | undefined): Typed | undefined {
  if (local && (!stored || local.at >= stored.at)) return local.typed
  return stored && { ...stored, secret: '' }
}

type Written = Pick<FormDraft, 'at' | 'typedIn'> & { readonly before: Typed | undefined }

function messageOf(key: string, typed: Typed | undefined, { before, ...written }: Written) {
  if (!typed) return { key, form: null }
  const { draft, isChosen, secret, hasSecret } = typed
  const isNewSecret =
    secret !== (before?.secret ?? '') || (before?.hasSecret === true && !hasSecret)
  return { key, form: { draft, isChosen, ...written }, ...(isNewSecret && { secret }) }
}
