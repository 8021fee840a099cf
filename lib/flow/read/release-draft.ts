import type { ReleaseChange } from '@/lib/flow/model/hold'
import type { Params } from '@/lib/model/params'

/** One parameter that came: undefined is "as received", null is "left out". */
export type Edit = string | null | undefined

/** What is to go to the app otherwise than it came. */
export interface ReleaseDraft {
  /** One for each parameter that came, in their order; what is missing at the end is as received. */
  readonly edits: readonly Edit[]
  readonly added: Params
}

export const asReceived: ReleaseDraft = { edits: [], added: [] }

/** One parameter of a draft: as it came and as it is to go; null is "not there". */
export interface DraftItem extends ReleaseChange {
  readonly kind: 'same' | 'changed' | 'left-out' | 'added'
}

/** Every parameter, first those that came, in their order, then the added ones. One without a name adds nothing. */
export function itemsOf(received: Params, { edits, added }: ReleaseDraft): readonly DraftItem[] {
  return [
    ...received.map(([name, from], index): DraftItem => {
      const to = edits[index]
      if (to === undefined || to === from) return { name, from, to: from, kind: 'same' }
      return { name, from, to, kind: to === null ? 'left-out' : 'changed' }
    }),
    ...added.flatMap(([name, to]): readonly DraftItem[] =>
      name === '' ? [] : [{ name, from: null, to, kind: 'added' }],
    ),
  ]
}

/** The parameters that are to go, in their order. */
export function draftParams(received: Params, draft: ReleaseDraft): Params {
  return itemsOf(received, draft).flatMap(({ name, to }): Params =>
    to === null ? [] : [[name, to]],
  )
}

/** What is otherwise than it came. */
export function draftChanges(received: Params, draft: ReleaseDraft): readonly DraftItem[] {
  return itemsOf(received, draft).filter(({ kind }) => kind !== 'same')
}

/** The draft with one parameter that came edited otherwise. */
export function withEdit(draft: ReleaseDraft, index: number, edit: Edit): ReleaseDraft {
  const length = Math.max(draft.edits.length, index + 1)
  const edits = Array.from({ length }, (_, at) => (at === index ? edit : draft.edits[at]))
  return { ...draft, edits }
}

/**
 * The draft that gives a parameter another value, or leaves out every one of its name (null). Where none
 * came, it is added.
 */
export function draftOf(received: Params, name: string, to: string | null): ReleaseDraft {
  const first = received.findIndex(([each]) => each === name)
  if (first < 0) return to === null ? asReceived : { edits: [], added: [[name, to]] }
  return {
    edits: received.map(([each], index) => {
      if (each !== name) return undefined
      return to === null || index === first ? to : undefined
    }),
    added: [],
  }
}
