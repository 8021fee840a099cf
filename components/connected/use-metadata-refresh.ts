import { useState } from 'react'
import type { Issue } from '@/lib/model/issue'
import { command } from '@/lib/state/actions'

/** The result of reading the metadata again. */
interface Refresh {
  readonly busy: boolean
  /** The background did not respond. */
  readonly failed: boolean
  /** Why the metadata could not be read, while the earlier document is kept. */
  readonly kept: { readonly at: number; readonly issues: readonly Issue[] } | null
  readonly refresh: () => void
}

/** Reads the metadata of a profile again. */
export function useMetadataRefresh(profileId: string): Refresh {
  const [state, setState] = useState<Omit<Refresh, 'refresh'>>(idle)
  const refresh = () => {
    setState({ ...idle, busy: true })
    command('metadataRefresh', { profileId }).then(
      (record) =>
        setState({
          ...idle,
          kept: record?.document === null ? { at: record.fetchedAt, issues: record.issues } : null,
        }),
      () => setState({ ...idle, failed: true }),
    )
  }
  return { ...state, refresh }
}

const idle = { busy: false, failed: false, kept: null } as const
