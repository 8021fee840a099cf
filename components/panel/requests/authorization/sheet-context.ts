import { createContext, useContext } from 'react'
import type { Issue } from '@/lib/model/issue'
import type { Profile } from '@/lib/oauth/profile'
import type { RequestValues } from '@/lib/oauth/request-values'

/** What every row of a sheet reads. */
export interface Sheet {
  readonly profile: Profile
  readonly values: RequestValues
  readonly edit: (values: RequestValues) => void
  /** Why the values cannot be built. */
  readonly issues: readonly Issue[]
  /** The time that `now` stands for, in milliseconds. */
  readonly now: number
  readonly variables: ReadonlyMap<string, string>
}

const SheetContext = createContext<Sheet | null>(null)
export const SheetProvider = SheetContext.Provider

export function useSheet(): Sheet {
  const sheet = useContext(SheetContext)
  if (!sheet) throw new Error('SheetProvider is missing')
  return sheet
}
