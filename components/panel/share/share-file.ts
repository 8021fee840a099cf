import { flowName, flowOutcome } from '@/components/ui/flow-text'
import { formatIso } from '@/components/ui/format'
import { rulePages } from '@/lib/catalogue/rule-pages'
import type { Flow, FlowSummary } from '@/lib/flow/model/flow'
import { t, tData } from '@/lib/i18n'
import { contentNames, withoutContents, type Content } from '@/lib/share/contents'
import { shareFileName, type FlowFileHead } from '@/lib/share/flow-file'
import { formats, type FormatId } from '@/lib/share/formats'
import type { ShareMode } from '@/lib/share/redact'
import { reportOf, type Report } from '@/lib/share/report'
import { reportTexts } from '@/lib/share/report-texts'
import type { Host } from '@/lib/state/host'
import type { Shared } from './use-share'

/** A file that is ready to leave. */
export interface ShareFile {
  readonly name: string
  /** The media type. */
  readonly type: string
  readonly text: string
}

export interface ShareInput {
  readonly shared: Shared
  /** The rows of the flows in the list, with their names. */
  readonly rows: readonly FlowSummary[]
  readonly mode: ShareMode
  readonly format: FormatId
  /** What the tester leaves out, where the format allows it. */
  readonly left?: ReadonlySet<Content>
  readonly host: Pick<Host, 'browser' | 'version'>
  /** Milliseconds since the epoch. */
  readonly now: number
}

const browserNames = { chrome: 'Chromium', firefox: 'Firefox' } as const

type Leaving = Omit<ShareInput, 'format'>

const nothing: ReadonlySet<Content> = new Set()

/** Contents are left out after the secrets were found, so that a value keeps its pseudonym. */
function withLeft({ shared, ...rest }: Leaving, left: ReadonlySet<Content>): Leaving {
  const { flows, redacted } = shared
  const cut = (each: readonly Flow[]) => each.map((flow) => withoutContents(flow, left))
  const safe = { ...redacted, flows: cut(redacted.flows) }
  return left.size === 0
    ? { shared, ...rest }
    : { ...rest, left, shared: { flows: cut(flows), redacted: safe } }
}

/** The file of these flows in a format. */
export function shareFile({ format, left = nothing, ...whole }: ShareInput): ShareFile {
  const { extension, type, write, optional } = formats[format]
  const input = withLeft(whole, new Set(optional.filter((content) => left.has(content))))
  const { rows, mode } = input
  const texts = reportTexts(tData)
  const language = document.documentElement.lang
  const content = { flows: flowsOf(input), head: headOf(input), texts, language }
  return {
    name: redactOf(input)(shareFileName(shareName(rows), mode, extension)),
    type,
    text: write({ ...content, reports: () => reportsOf(input) }),
  }
}

/** The names of what can be left out. */
export const contentTexts = {
  bodies: 'panel.share.content.bodies',
  notes: 'panel.share.content.notes',
  redirects: 'panel.share.content.redirects',
} as const satisfies Record<Content, string>

/** The reports of these flows. */
export function reportsOf(input: Leaving): readonly Report[] {
  const { shared, rows, left = nothing } = input
  const names = contentNames
    .filter((content) => left.has(content))
    .map((content) => t(contentTexts[content]))
  const environment =
    left.size === 0 ? [] : [[t('panel.share.left_out'), names.join(', ')] as const]
  const shown = { head: headOf(input), texts: reportTexts(tData), redact: redactOf(input) }
  const byId = new Map(rows.map((row) => [row.id, row]))
  return flowsOf(input).map((flow, at) => {
    const row = byId.get(flow.id)
    const [name, outcome] = row ? [flowName(row), flowOutcome(row)] : ['', '']
    const note = shared.flows[at]?.note?.text ?? ''
    const named = { flow, name, outcome, note, environment }
    return reportOf({ ...named, ...shown, formatTime: formatIso })
  })
}

const flowsOf = ({ mode, shared }: Leaving) =>
  mode === 'safe' ? shared.redacted.flows : shared.flows

const redactOf = ({ mode, shared }: Leaving) =>
  mode === 'safe' ? shared.redacted.text : (text: string) => text

function headOf({ mode, shared, host, now }: Leaving): FlowFileHead {
  return {
    mode,
    made: {
      at: now,
      parley: host.version,
      browser: browserNames[host.browser],
      rules: t('panel.share.rules', rulePages.length),
    },
    redaction: mode === 'safe' ? shared.redacted.receipt : [],
  }
}

/** What the flows are called together. */
export function shareName(rows: readonly FlowSummary[]): string {
  const [first, ...others] = rows
  return first && others.length === 0 ? flowName(first) : t('panel.flows.count', rows.length)
}
