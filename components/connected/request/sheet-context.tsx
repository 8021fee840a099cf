import { createContext, useContext, type ReactNode } from 'react'
import type { Issue } from '@/lib/model/issue'
import type { Profile } from '@/lib/oauth/profile'
import type { RequestValues } from '@/lib/oauth/request-values'

/** What every row of values reads. */
export interface Rows {
  /** Why the values cannot be built. */
  readonly issues: readonly Issue[]
  /** The time that `now` stands for, in milliseconds. */
  readonly now: number
  readonly variables: ReadonlyMap<string, string>
  /** What a value is called that is new each time it is sent. */
  readonly fresh: string
}

/** What the rows of an authorization request read. */
export interface Sheet extends Rows {
  readonly profile: Profile
  readonly values: RequestValues
  readonly edit: (values: RequestValues) => void
}

const RowsContext = createContext<Rows | null>(null)
const SheetContext = createContext<Sheet | null>(null)

export const RowsProvider = RowsContext.Provider

export function SheetProvider({
  value,
  children,
}: {
  readonly value: Sheet
  readonly children: ReactNode
}) {
  return (
    <RowsContext value={value}>
      <SheetContext value={value}>{children}</SheetContext>
    </RowsContext>
  )
}

export function useRows(): Rows {
  const rows = useContext(RowsContext)
  if (!rows) throw new Error('RowsProvider is missing')
  return rows
}

export function useSheet(): Sheet {
  const sheet = useContext(SheetContext)
  if (!sheet) throw new Error('SheetProvider is missing')
  return sheet
}
