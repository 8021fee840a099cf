import { defenceName } from '@/components/ui/defence-text'
import { hostOf } from '@/components/ui/format'
import { plainText } from '@/components/ui/prose'
import { outcomeText } from '@/components/ui/outcome-text'
import type { FlowSummary } from '@/lib/flow/model/flow'
import type { FlowNaming } from '@/lib/flow/model/flow-name'
import { searchText } from '@/lib/flow/read/search'
import { t, tData } from '@/lib/i18n'

type Texts = {
  readonly [F in FlowNaming['from']]: (naming: Extract<FlowNaming, { from: F }>) => string
}

const asIs = ({ text }: FlowNaming) => text

const texts: Texts = {
  given: asIs,
  type: asIs,
  scope: asIs,
  client: asIs,
  server: ({ text }) => hostOf(text),
  consent: ({ text, permissions }) =>
    [t('panel.flow_name.permissions', permissions), text].filter(Boolean).join(', '),
  only: ({ text }) => t('panel.flow_name.only', [text]),
  without: ({ text }) => t('panel.flow_name.without', [text]),
  also: ({ text }) => t('panel.flow_name.also', [text]),
  member: ({ member, text }) => `${member} ${text}`,
  'negative-test': ({ text }) =>
    text === 'baseline'
      ? t('probes.flow_baseline')
      : t('probes.flow', [plainText(tData(`probes.step.${text}`))]),
  unknown: () => t('panel.flow_name.unknown'),
}

/** The name of a flow, without its number. */
export function flowName({ name, clientId, issuer }: FlowSummary): string {
  const naming = name ?? fallback(clientId, issuer)
  const text = texts[naming.from] as (naming: FlowNaming) => string
  return text(naming)
}

function fallback(clientId: string | null, issuer: string | null): FlowNaming {
  if (clientId !== null) return { from: 'client', text: clientId }
  return issuer === null ? { from: 'unknown', text: '' } : { from: 'server', text: issuer }
}

/** The numbers of the flows whose names are not unique in the list, by their ids. */
export function flowNumbers(flows: readonly FlowSummary[]): ReadonlyMap<string, number> {
  const named = flows.flatMap(({ id, profileId, name }) => (name ? [{ id, profileId, name }] : []))
  const groups = Map.groupBy(named, ({ profileId, name: { nth: _, ...naming } }) =>
    JSON.stringify([profileId, naming]),
  )
  const repeated = [...groups.values()].filter(([first, second]) => second || isLater(first))
  return new Map(repeated.flat().map(({ id, name }) => [id, name.nth]))
}

const isLater = (row: { readonly name: { readonly nth: number } } | undefined) =>
  row !== undefined && row.name.nth > 1

/** The worst finding of a flow, or otherwise its state. It may contain backticks. */
export function flowOutcome(flow: FlowSummary): string {
  const { worst, defences = [] } = flow
  if (defences.length > 0) return t(defenceOutcome(defences))
  if (worst) return `${worst.about}: ${tData(`rules.${worst.rule}.${worst.code}`)}`
  return [stateText(flow), ...countTexts(flow)].join(', ')
}

/** The state of a flow: its outcome, and whether its ID token is genuine. */
function stateText(flow: FlowSummary): string {
  const { outcome, verified } = flow
  if (outcome === 'tokens' && verified) return t('panel.flows.verified')
  return outcomeText(flow)
}

function countTexts({ failed, warned }: FlowSummary): readonly string[] {
  if (failed > 0) return [t('panel.flows.failed', failed)]
  return warned > 0 ? [t('panel.flows.warned', warned)] : []
}

function defenceOutcome(defences: NonNullable<FlowSummary['defences']>) {
  if (defences.some(({ defended }) => defended === false)) return 'panel.flows.app_accepted'
  const isKnown = defences.every(({ defended }) => defended === true)
  return isKnown ? 'panel.flows.app_rejected' : 'panel.flows.app_unknown'
}

const keptTexts = { safe: 'panel.flows.kept', complete: 'panel.flows.kept_secrets' } as const

/** How a flow is kept beyond the browser session. */
export function keptText(kept: NonNullable<FlowSummary['kept']>): string {
  return t(keptTexts[kept])
}

/** The marks of a flow in words, in the order in which they are drawn. */
export function marksText(flow: FlowSummary): readonly string[] {
  const { note, granted, imported, thirdParty, kept, pinned } = flow
  const marks = [
    note !== undefined && t('panel.flows.note'),
    granted && t('panel.flows.granted', [String(granted[0]), String(granted[1])]),
    defencesText(flow),
    imported && t('panel.flows.imported'),
    thirdParty && t('panel.flows.third_party'),
    kept && keptText(kept),
    pinned && t('panel.flows.pinned'),
  ]
  return marks.flatMap((mark) => (mark ? [mark] : []))
}

/** The defences that were tested, each once. */
export function defencesText({ defences = [] }: FlowSummary): string {
  return [...new Set(defences.map(({ defence }) => defenceName(defence)))].join(', ')
}

export function flowHost({ issuer }: Pick<FlowSummary, 'issuer'>): string {
  return issuer ? hostOf(issuer) : t('panel.flows.unknown_issuer')
}

/** Whether the row of a flow contains the wanted text, given by `searchText`. */
export function rowContains(flow: FlowSummary, wanted: string): boolean {
  const { note = '' } = flow
  const shown = [flowName(flow), flowHost(flow), flowOutcome(flow), defencesText(flow), note]
  return shown.some((text) => searchText(text).includes(wanted))
}
