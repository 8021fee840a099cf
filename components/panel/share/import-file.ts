import { command } from '@/lib/state/actions'
import type { Issue } from '@/lib/model/issue'
import type { CommandResult } from '@/lib/messaging/command-result'
import type { RecordingSummary } from '@/lib/share/read-recording'
import type { Host } from '@/lib/state/host'

/** The flows of a file that was read; `summary` if it is a recording. */
export interface ImportedFile {
  readonly kind: 'done'
  readonly flowIds: readonly string[]
  readonly summary: RecordingSummary | null
}

type Outcome = ImportedFile | { readonly kind: 'refused'; readonly issues: readonly Issue[] }

export const refused = (issue: Issue): Outcome => ({ kind: 'refused', issues: [issue] })

/** Reads a file and imports its flows, or none. `name` is null for a pasted text. */
export async function importFile(
  host: Pick<Host, 'readFile'>,
  file: Blob,
  name: string | null,
  options: Parameters<Host['readFile']>[2],
): Promise<Outcome> {
  try {
    const content = await host.readFile(file, await command('recordingWorld'), options)
    options.signal.throwIfAborted()
    if (content.kind === 'refused') return refused(content.issue)
    if (content.kind === 'text') {
      const issue = textIssue(content.text)
      if (issue) return refused(issue)
      const data = { text: content.text, file: name }
      return await stored(command('flowsImport', data), null, options.signal)
    }
    const { flows, documents, summary } = content
    if (flows.length === 0) return { kind: 'done', flowIds: [], summary }
    const { tool } = summary
    const data = { flows, documents, tool, file: name }
    return await stored(command('recordingImport', data), summary, options.signal)
  } catch {
    return refused({ code: 'flow_file_unreadable' })
  }
}

/** Flows that were stored just as the user cancelled are removed again. */
async function stored(
  importing: Promise<CommandResult<{ readonly flowIds: readonly string[] }>>,
  summary: RecordingSummary | null,
  signal: AbortSignal,
): Promise<Outcome> {
  const result = await importing
  if (!result.ok) return { kind: 'refused', issues: result.issues }
  const { flowIds } = result
  if (signal.aborted) await command('flowsRemove', { ids: flowIds })
  return { kind: 'done', flowIds, summary }
}

/** Why a text is certainly not a flow file. */
function textIssue(text: string): Issue | null {
  if (!/^\s*\{/.test(text)) return { code: 'file_unknown' }
  const beginning = text.slice(0, 2000)
  const isPostman = /"_postman_|schema\.getpostman\.com/.test(beginning)
  return isPostman ? { code: 'file_postman' } : null
}
