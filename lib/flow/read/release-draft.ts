import type { ReleaseChange } from '@/lib/flow/model/hold'
import type { Params } from '@/lib/model/params'

/** The edit of a received parameter: undefined is "as received", null is "left out". */
export type Edit = string | null | undefined

/** Changes to the parameters that will be sent to the app. */
export interface ReleaseDraft {
  /** One edit for each received parameter, in their order. Missing edits at the end are "as received". */
  readonly edits: readonly Edit[]
  readonly added: Params
}

export const asReceived: ReleaseDraft = { edits: [], added: [] }

/** One parameter of a draft, as received and as it will be sent. Null means "absent". */
export interface DraftItem extends ReleaseChange {
  readonly kind: 'same' | 'changed' | 'left-out' | 'added'
}

/**
 * All parameters: the received ones in their order, then the added ones. An added one without a name is
 * ignored.
 */
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

/** The parameters that will be sent, in their order. */
export function draftParams(received: Params, draft: ReleaseDraft): Params {
  return itemsOf(received, draft).flatMap(({ name, to }): Params =>
    to === null ? [] : [[name, to]],
  )
}

/** The parameters that differ from the received ones. */
export function draftChanges(received: Params, draft: ReleaseDraft): readonly DraftItem[] {
  return itemsOf(received, draft).filter(({ kind }) => kind !== 'same')
}

/** The draft with a new edit for one received parameter. */
export function withEdit(draft: ReleaseDraft, index: number, edit: Edit): ReleaseDraft {
  const length = Math.max(draft.edits.length, index + 1)
  const edits = Array.from({ length }, (_, at) => (at === index ? edit : draft.edits[at]))
  return { ...draft, edits }
}

/**
 * A draft that changes a parameter, adds it if it is missing, or (null) leaves out every parameter of this
 * name.
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
