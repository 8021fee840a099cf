import type { ComponentType } from 'react'
import type { Status } from '@/lib/model/rule-result'

/** One saved request, or one that Parley offers. */
export interface LibraryItem {
  /** Unique in its group. */
  readonly id: string
  readonly name: string
  /** The status of the last run, or what the request is for; null for nothing to say. */
  readonly status: string | null
  /** The verdict of the last run; null if it never ran. */
  readonly verdict: Status | null
  /** It is neither saved nor reset yet. A draft is the first item of its group. */
  readonly draft?: true
}

/** What the pane of a group gets. It draws into the grid of the screen: the top bar, one or two panes, the foot. */
export interface LibraryPaneProps {
  readonly item: LibraryItem
  /** Selects another item of the same group, such as one that was just saved. */
  readonly onSelect: (itemId: string) => void
  /** Shows a flow in the Flows screen. */
  readonly onFlow: (flowId: string) => void
}

/** A group of the library: what `library-groups.ts` has one row for. */
export interface LibraryGroup {
  readonly id: string
  readonly title: string
  readonly items: readonly LibraryItem[]
  readonly Pane: ComponentType<LibraryPaneProps>
  /** The pane stays the same one for all items, as an edit may select another item. */
  readonly keepsPane?: true
  /** An item that another screen opened, with the time of that. */
  readonly requested?: { readonly itemId: string; readonly at: number }
  /** The item that was removed last, and what brings it back. */
  readonly removed?: { readonly name: string; readonly restore: () => void }
  /** Buttons at the end of its heading. */
  readonly Tools?: ComponentType
  /** Adds a request. Gives the id of its item once it exists. */
  readonly add?: { readonly label: string; readonly run: () => Promise<string | null> }
}

/** A row of the list: the heading of a group, or one of its items. */
export type LibraryRow =
  | { readonly kind: 'group'; readonly id: string; readonly group: LibraryGroup }
  | {
      readonly kind: 'item'
      readonly id: string
      readonly group: LibraryGroup
      readonly item: LibraryItem
    }

export type ItemRow = Extract<LibraryRow, { kind: 'item' }>

/** The id of an item's row. */
export const rowId = (groupId: string, itemId: string) => `${groupId} ${itemId}`

/** All items in the order of the list. */
export function itemRows(groups: readonly LibraryGroup[]): readonly ItemRow[] {
  return groups.flatMap((group) =>
    group.items.map((item): ItemRow => ({
      kind: 'item',
      id: rowId(group.id, item.id),
      group,
      item,
    })),
  )
}

/** The rows that the list shows: a filter opens every group with a match and leaves out the rest. */
export function listedRows(
  groups: readonly LibraryGroup[],
  folded: ReadonlySet<string>,
  filter: string,
): readonly LibraryRow[] {
  const wanted = filter.trim().toLowerCase()
  const items = itemRows(groups).filter(({ item }) => item.name.toLowerCase().includes(wanted))
  return groups.flatMap((group): readonly LibraryRow[] => {
    const own = items.filter((row) => row.group === group)
    if (wanted !== '' && own.length === 0) return []
    const heading = { kind: 'group', id: group.id, group } as const
    return wanted === '' && folded.has(group.id) ? [heading] : [heading, ...own]
  })
}
