import { createContext, useContext } from 'react'
import { announce } from '@/components/ui/announcer'
import type { FlowSummary } from '@/lib/flow/model/flow'
import { t } from '@/lib/i18n'
import type { FormatId } from '@/lib/share/formats'
import { useHost, type Host } from '@/lib/state/host'
import { useMirror } from '@/lib/state/mirror'

/** A message of a flow, or only what one of its checks found. */
export interface FlowPart {
  readonly messageId: string
  /** The key of the check's result in the message. */
  readonly result?: string
}

type About = Pick<Host, 'browser' | 'version'>
type Copied = 'copied' | 'failed'

/** What leaves in one press, always without secrets. */
interface SafeCopies {
  copyReport(rows: readonly FlowSummary[], host: About): Promise<Copied>
  copyPart(rows: readonly FlowSummary[], part: FlowPart, host: About): Promise<Copied>
  /** Returns the name of the file; null if none of the flows is stored any more. */
  saveFile(rows: readonly FlowSummary[], format: FormatId, host: About): Promise<string | null>
}

/** Redaction and formats are large, so a page loads them once they are needed. */
const SharingContext = createContext<(() => Promise<SafeCopies>) | null>(null)
export const SharingProvider = SharingContext.Provider

/** What leaves in one press, for flows by their ids. */
export interface Sharing {
  copyReport(ids: readonly string[]): void
  copyPart(id: string, part: FlowPart): void
  saveFlowFile(ids: readonly string[]): void
  saveAs(ids: readonly string[], format: FormatId): void
}

export function useSharing(): Sharing {
  const host = useHost()
  const load = useContext(SharingContext)
  if (!load) throw new Error('SharingProvider is missing')
  const copy = (text: string, run: (copies: SafeCopies) => Promise<Copied>) => {
    void said(async () => ((await run(await load())) === 'copied' ? text : t('ui.copy.failed')))
  }
  const save = (ids: readonly string[], format: FormatId) => {
    void said(async () => {
      const name = await (await load()).saveFile(rowsOf(ids), format, host)
      return name === null ? t('panel.share.not_saved') : t('panel.share.saved', [name])
    })
  }
  return {
    copyReport: (ids) =>
      copy(t('panel.share.report_copied'), (copies) => copies.copyReport(rowsOf(ids), host)),
    copyPart: (id, part) =>
      copy(t('panel.share.part_copied'), (copies) => copies.copyPart(rowsOf([id]), part, host)),
    saveFlowFile: (ids) => save(ids, 'flow_file'),
    saveAs: save,
  }
}

/** Announces what happened, also if the code could not be loaded. */
async function said(run: () => Promise<string>): Promise<void> {
  announce(await run().catch(() => t('panel.share.not_loaded')))
}

function rowsOf(ids: readonly string[]): readonly FlowSummary[] {
  return useMirror.getState().flows.filter(({ id }) => ids.includes(id))
}
