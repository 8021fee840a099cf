import type { FlowPart } from '@/components/connected/sharing'
import { copyText } from '@/components/ui/copy-button'
import { saveText } from '@/components/ui/save-text'
import type { FlowSummary } from '@/lib/flow/model/flow'
import { tData } from '@/lib/i18n'
import type { FormatId } from '@/lib/share/formats'
import { defaultRedaction, redactFlows } from '@/lib/share/redact'
import { partMarkdown } from '@/lib/share/report-markdown'
import { reportTexts } from '@/lib/share/report-texts'
import type { Host } from '@/lib/state/host'
import { reportsOf, shareFile, type ShareInput } from './share-file'
import { readFlows } from './use-share'

type About = Pick<Host, 'browser' | 'version'>

/** What these flows are without secrets; null if none of them is stored any more. */
async function safeInput(
  rows: readonly FlowSummary[],
  host: About,
): Promise<Omit<ShareInput, 'format'> | null> {
  const flows = await readFlows(rows.map(({ id }) => id))
  if (flows.length === 0) return null
  const shared = { flows, redacted: redactFlows(flows, defaultRedaction) }
  return { shared, rows, mode: 'safe', host, now: Date.now() }
}

/** Saves a file without secrets, and returns its name. */
export async function saveFile(
  rows: readonly FlowSummary[],
  format: FormatId,
  host: About,
): Promise<string | null> {
  const input = await safeInput(rows, host)
  if (!input) return null
  const { name, type, text } = shareFile({ ...input, format })
  saveText(name, type, text)
  return name
}

/** Copies a report in Markdown without secrets. */
export function copyReport(rows: readonly FlowSummary[], host: About) {
  return copyText(async () => {
    const input = await safeInput(rows, host)
    return input && shareFile({ ...input, format: 'markdown' }).text
  })
}

/** Copies a message in Markdown without secrets, or what one of its checks found. */
export function copyPart(
  rows: readonly FlowSummary[],
  { messageId, result }: FlowPart,
  host: About,
) {
  return copyText(async () => {
    const input = await safeInput(rows, host)
    const [report] = input ? reportsOf(input) : []
    const messages = input?.shared.flows[0]?.messages ?? []
    const number = messages.findIndex(({ id }) => id === messageId) + 1
    return report && number > 0
      ? partMarkdown(report, { number, result: result ?? null }, reportTexts(tData))
      : null
  })
}
