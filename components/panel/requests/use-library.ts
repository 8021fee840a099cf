import { useState } from 'react'
import { useTarget } from '@/components/panel/flows/flow-target'
import { itemRows, rowId, type LibraryGroup } from './library'

/** What is selected, folded and searched for in the library. */
export function useLibrary(groups: readonly LibraryGroup[]) {
  const [selectedId, setSelectedId] = useState<string | null>(null)
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set())
  const [filter, setFilter] = useState('')
  const fold = (group: Pick<LibraryGroup, 'id'>, isFolded: boolean) => {
    const next = new Set(folded)
    if (isFolded) next.add(group.id)
    else next.delete(group.id)
    setFolded(next)
  }
  const requested = groups.flatMap(({ id, requested: asked }) =>
    asked ? [`${asked.at} ${rowId(id, asked.itemId)}`] : [],
  )
  useTarget(requested.toSorted().at(-1) ?? null, (target) =>
    setSelectedId(target.slice(target.indexOf(' ') + 1)),
  )
  return {
    selectedId,
    folded,
    filter,
    setFilter,
    fold,
    isFolded: ({ id }: Pick<LibraryGroup, 'id'>) => folded.has(id),
    /** Selects a row, and unfolds its group. */
    select(id: string) {
      setSelectedId(id)
      const row = itemRows(groups).find((each) => each.id === id)
      if (row && folded.has(row.group.id)) fold(row.group, false)
    },
  }
}
