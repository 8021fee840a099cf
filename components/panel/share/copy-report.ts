import { copyText } from '@/components/ui/copy-button'
import { saveText } from '@/components/ui/save-text'
import type { FlowSummary } from '@/lib/flow/model/flow'
import type { FormatId } from '@/lib/share/formats'
import { defaultRedaction, redactFlows } from '@/lib/share/redact'
import type { Host } from '@/lib/state/host'
import { shareFile, type ShareFile } from './share-file'
import { readFlows } from './use-share'

/** The file of these flows without secrets. */
async function safeFile(
  rows: readonly FlowSummary[],
  format: FormatId,
  host: Pick<Host, 'browser' | 'version'>,
): Promise<ShareFile> {
  const flows = await readFlows(rows.map(({ id }) => id))
  const shared = { flows, redacted: redactFlows(flows, defaultRedaction) }
  return shareFile({ shared, rows, mode: 'safe', format, host, now: Date.now() })
}

/** Saves a flow file without secrets, and returns its name. */
export async function saveFlowFile(
  rows: readonly FlowSummary[],
  host: Pick<Host, 'browser' | 'version'>,
): Promise<string> {
  const { name, type, text } = await safeFile(rows, 'flow_file', host)
  saveText(name, type, text)
  return name
}

/** Copies a report in Markdown without secrets. */
export function copyReport(rows: readonly FlowSummary[], host: Pick<Host, 'browser' | 'version'>) {
  return copyText(async () => (await safeFile(rows, 'markdown', host)).text)
}
