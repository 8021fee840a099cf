import { useEffect, useMemo, useState } from 'react'
import type { Flow } from '@/lib/flow/model/flow'
import { readOnce } from '@/lib/state/mirror'
import { redactFlows, type RedactOptions, type Redacted } from '@/lib/share/redact'

/** Flows that are about to leave, and what is replaced in them. */
export interface Shared {
  readonly flows: readonly Flow[]
  readonly redacted: Redacted
}

/** Reads the flows and redacts them; null until that is done. Flows that are gone are left out. */
export function useShared(ids: readonly string[], options: RedactOptions): Shared | null {
  const flows = useFlows(ids)
  return useMemo(() => flows && { flows, redacted: redactFlows(flows, options) }, [flows, options])
}

/** Reads flows; null until all were read. Flows that are gone are left out. */
export function useFlows(ids: readonly string[]): readonly Flow[] | null {
  const [read, setRead] = useState<{ key: string; flows: readonly Flow[] } | null>(null)
  const key = ids.join(' ')
  useEffect(() => {
    let isOver = false
    const begin = async () => {
      const flows = await readFlows(key === '' ? [] : key.split(' '))
      if (!isOver) setRead({ key, flows })
    }
    void begin()
    return () => {
      isOver = true
    }
  }, [key])
  return read?.key === key ? read.flows : null
}

/** The flows that are still stored, in this order. */
export async function readFlows(ids: readonly string[]): Promise<readonly Flow[]> {
  const read = await Promise.all(ids.map((id) => readOnce(id)))
  return read.flatMap((each) => each?.flow ?? [])
}
