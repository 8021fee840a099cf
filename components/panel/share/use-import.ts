import { useState } from 'react'
import { announce } from '@/components/ui/announcer'
import type { Issue } from '@/lib/model/issue'
import { command } from '@/lib/state/actions'
import { t } from '@/lib/i18n'

/** A file that is read, was read, or was refused. */
export interface ImportJob {
  readonly id: number
  readonly name: string
  readonly state:
    | { readonly kind: 'reading' }
    | { readonly kind: 'done'; readonly flowIds: readonly string[] }
    | { readonly kind: 'refused'; readonly issues: readonly Issue[] }
}

export interface FlowImport {
  readonly jobs: readonly ImportJob[]
  /** Reads files one after the other. Nothing of a refused file is stored. */
  add(files: readonly File[]): void
  clear(): void
}

/** Octets of the largest file that is read. */
const maxOctets = 100_000_000

let count = 0

/** Imports flow files. */
export function useImport(): FlowImport {
  const [jobs, setJobs] = useState<readonly ImportJob[]>([])
  const settle = (id: number, state: ImportJob['state']) =>
    setJobs((all) => all.map((job) => (job.id === id ? { ...job, state } : job)))
  return {
    jobs,
    clear: () => setJobs([]),
    add: (files) => {
      const added = files.map((file) => ({ file, id: (count += 1) }))
      setJobs((all) => [
        ...all,
        ...added.map(({ file, id }) => ({ id, name: file.name, state: reading })),
      ])
      void (async () => {
        for (const { file, id } of added) {
          const state = await read(file)
          settle(id, state)
          if (state.kind === 'done') announce(t('panel.share.imported', state.flowIds.length))
        }
      })()
    },
  }
}

const reading = { kind: 'reading' } as const

async function read(file: File): Promise<ImportJob['state']> {
  if (file.size > maxOctets) return refused('flow_file_large', file.size)
  try {
    const result = await command('flowsImport', { text: await file.text() })
    return result.ok
      ? { kind: 'done', flowIds: result.flowIds }
      : { kind: 'refused', issues: result.issues }
  } catch {
    return { kind: 'refused', issues: [{ code: 'flow_file_unreadable' }] }
  }
}

function refused(code: string, octets: number): ImportJob['state'] {
  const seen = `${Math.round(octets / 1e6)} MB`
  return { kind: 'refused', issues: [{ code, seen, expected: `${maxOctets / 1e6} MB` }] }
}
