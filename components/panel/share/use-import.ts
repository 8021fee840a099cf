import { useRef, useState } from 'react'
import { announce } from '@/components/ui/announcer'
import type { Issue } from '@/lib/model/issue'
import type { ReadProgress } from '@/lib/share/read-recording'
import { useHost } from '@/lib/state/host'
import { t } from '@/lib/i18n'
import { importFile, refused, type ImportedFile } from './import-file'

/** A file that waits, is read, was read, was cancelled, or was refused. */
export interface ImportJob {
  readonly id: number
  readonly name: string
  readonly octets: number
  readonly state:
    | { readonly kind: 'waiting' | 'cancelled' }
    | ({ readonly kind: 'reading' } & ReadProgress)
    | ImportedFile
    | { readonly kind: 'refused'; readonly issues: readonly Issue[] }
}

export interface FlowImport {
  readonly jobs: readonly ImportJob[]
  /** Reads files one after the other. Nothing of a refused file is stored. */
  add(files: readonly File[]): void
  /** Reads a pasted text as a file. */
  paste(text: string): void
  /** Ends the reading of a file, or of all files. Nothing of them is stored. */
  cancel(id: number | null): void
  clear(): void
}

/** Octets of the largest file that is read. */
const maxOctets = 100_000_000

let count = 0

/** Imports flow files and recordings. */
export function useImport(): FlowImport {
  const host = useHost()
  const [jobs, setJobs] = useState<readonly ImportJob[]>([])
  const queue = useRef(Promise.resolve())
  const running = useRef(new Map<number, AbortController>())

  const settle = (id: number, state: ImportJob['state']) =>
    setJobs((all) => all.map((job) => (job.id === id ? { ...job, state } : job)))

  const run = async (id: number, file: Blob, name: string | null) => {
    const signal = running.current.get(id)?.signal
    if (!signal || signal.aborted) return
    settle(id, { kind: 'reading', characters: 0, entries: 0 })
    // The step that runs when the user cancels still reports.
    const onProgress = (progress: ReadProgress) => {
      if (!signal.aborted) settle(id, { kind: 'reading', ...progress })
    }
    const state = await importFile(host, file, name, { onProgress, signal })
    running.current.delete(id)
    if (signal.aborted) return
    settle(id, state)
    if (state.kind === 'done') announce(t('panel.share.imported', state.flowIds.length))
  }

  const add = (file: Blob, name: string | null) => {
    const id = (count += 1)
    const isTooLarge = file.size > maxOctets
    const state = isTooLarge ? refused(sizeIssue(file.size)) : ({ kind: 'waiting' } as const)
    const job = { id, name: name ?? t('panel.share.pasted_text'), octets: file.size, state }
    setJobs((all) => [...all, job])
    if (isTooLarge) return
    running.current.set(id, new AbortController())
    queue.current = queue.current.then(() => run(id, file, name))
  }

  const cancel = (wanted: number | null) => {
    for (const [id, controller] of running.current) {
      if (wanted !== null && wanted !== id) continue
      controller.abort()
      running.current.delete(id)
      settle(id, { kind: 'cancelled' })
    }
  }

  return {
    jobs,
    add: (files) => {
      for (const file of files) add(file, file.name)
    },
    paste: (text) => add(new Blob([text]), null),
    cancel,
    clear: () => {
      cancel(null)
      setJobs([])
    },
  }
}

function sizeIssue(octets: number): Issue {
  const seen = `${Math.round(octets / 1e6)} MB`
  return { code: 'flow_file_large', seen, expected: `${maxOctets / 1e6} MB` }
}
