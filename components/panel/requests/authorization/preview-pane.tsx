import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { IssueLine } from '@/components/ui/issue-line'
import { keyed } from '@/components/ui/keyed'
import { LateNote } from '@/components/ui/late-note'
import { Segmented } from '@/components/ui/segmented'
import { Tabs } from '@/components/ui/tabs'
import { t } from '@/lib/i18n'
import { bullets } from '@/lib/model/masking'
import {
  copyOf,
  partIds,
  type Block,
  type Part,
  type PartId,
} from '@/components/connected/request/preview-parts'
import { ShownLine } from '@/components/connected/request/shown-line'
import { ResponsePart } from './response-part'
import type { SentRun } from '@/components/connected/request/use-send'
import type { Previewed } from '@/components/connected/request/use-preview'

export type ShownPart = PartId | 'response'

interface PreviewPaneProps {
  readonly previewed: Previewed
  readonly parts: readonly Part[]
  readonly run: SentRun | null
  readonly part: ShownPart
  readonly onPart: (part: ShownPart) => void
  readonly isDecoded: boolean
  readonly onDecoded: (isDecoded: boolean) => void
  readonly onFlow: (flowId: string) => void
}

const titles = {
  response: 'panel.requests.parts.response',
  request_object: 'panel.requests.parts.request_object',
  assertion: 'panel.requests.parts.assertion',
  form: 'panel.requests.parts.form',
  url: 'panel.requests.parts.url',
  headers: 'panel.requests.parts.headers',
} as const

/** The parts that can be shown, the response of the last run first. */
export function shownParts(run: SentRun | null, parts: readonly Part[]): readonly ShownPart[] {
  return [...(run ? (['response'] as const) : []), ...parts.map(({ id }) => id)]
}

/** A request as it will be sent, part by part, and the response to it. */
export function PreviewPane(props: PreviewPaneProps) {
  const { previewed, parts, run, part, onPart, isDecoded, onDecoded, onFlow } = props
  const [isRevealed, setRevealed] = useState(false)
  const shown = parts.find(({ id }) => id === part)
  const ids = shownParts(run, parts)
  const tabs = [...(run ? (['response'] as const) : []), ...partIds].map((id) => ({
    value: id,
    label: t(titles[id]),
    ...(!ids.includes(id) && { off: t('panel.requests.no_part') }),
  }))
  return (
    <section className="pane pane--pv" aria-label={t('panel.requests.preview')}>
      <div className="bar pvtabs">
        <Tabs
          name="preview"
          label={t('panel.requests.preview')}
          tabs={tabs}
          value={part}
          onTab={onPart}
        />
      </div>
      <div
        className="pvbody"
        role="tabpanel"
        id="preview-panel"
        aria-labelledby={`preview-tab-${part}`}
      >
        {part !== 'response' && <Problems previewed={previewed} />}
        {part === 'response' && run ? (
          <ResponsePart
            run={run}
            onFlow={onFlow}
            picker={<PartPicker {...{ tabs, part, onPart }} />}
          />
        ) : (
          <>
            <div className="pv">
              <PartPicker {...{ tabs, part, onPart }} />
              <Segmented
                label={t('panel.requests.preview')}
                options={[
                  { value: 'decoded', label: t('panel.requests.decoded') },
                  { value: 'sent', label: t('panel.requests.as_sent') },
                ]}
                value={isDecoded ? 'decoded' : 'sent'}
                onChange={(next) => onDecoded(next === 'decoded')}
              />
              <span className="meta cut">{shown && factsOf(shown)}</span>
              <span className="grow" />
              {shown && (
                <PartTools {...{ part: shown, isDecoded, isRevealed }} onReveal={setRevealed} />
              )}
            </div>
            {shown ? (
              <PartView part={shown} isDecoded={isDecoded} isRevealed={isRevealed} />
            ) : (
              previewed.issues.length === 0 && <LateNote>{t('panel.requests.building')}</LateNote>
            )}
          </>
        )}
      </div>
    </section>
  )
}

interface PartPickerProps {
  readonly tabs: readonly {
    readonly value: ShownPart
    readonly label: string
    readonly off?: string
  }[]
  readonly part: ShownPart
  readonly onPart: (part: ShownPart) => void
}

/** Takes the place of the tabs in a narrow window. */
function PartPicker({ tabs, part, onPart }: PartPickerProps) {
  return (
    <select
      className="pick pvpick"
      aria-label={t('panel.requests.part')}
      value={part}
      onChange={({ target }) => {
        const chosen = tabs.find(({ value }) => value === target.value)
        if (chosen) onPart(chosen.value)
      }}
    >
      {tabs.map(({ value, label, off }) => (
        <option key={value} value={value} disabled={off !== undefined}>
          {label}
        </option>
      ))}
    </select>
  )
}

/** What prevents sending, or what the metadata says against the values. */
function Problems({ previewed: { preview, issues } }: { readonly previewed: Previewed }) {
  const warnings = issues.length === 0 ? (preview?.warnings ?? []) : []
  if (issues.length + warnings.length === 0) return null
  return (
    <div className="pvnotes">
      {issues.map((issue) => (
        <IssueLine key={`${issue.code} ${issue.field} ${issue.seen}`} issue={issue} />
      ))}
      {warnings.map((issue) => (
        <IssueLine key={`${issue.code} ${issue.field}`} issue={issue} status="warn" />
      ))}
    </div>
  )
}

function factsOf({ alg, octets, decoded }: Part): string {
  const changed = decoded.flatMap(({ lines }) => lines).filter(({ mark }) => mark !== 'same').length
  return [
    alg,
    t('panel.requests.octets', [octets.toLocaleString('en')]),
    changed > 0 ? t('panel.requests.changed_lines', changed) : null,
  ]
    .filter(Boolean)
    .join(', ')
}

interface PartToolsProps {
  readonly part: Part
  readonly isDecoded: boolean
  readonly isRevealed: boolean
  readonly onReveal: (isRevealed: boolean) => void
}

function PartTools({ part, isDecoded, isRevealed, onReveal }: PartToolsProps) {
  const lines = isDecoded ? part.decoded.flatMap((block) => block.lines) : part.sent
  const hasSecret = lines.some(({ secret }) => secret !== undefined)
  return (
    <>
      {hasSecret && (
        <Button variant="quiet" aria-pressed={isRevealed} onClick={() => onReveal(!isRevealed)}>
          {t(isRevealed ? 'panel.raw.mask' : 'panel.raw.reveal')}
        </Button>
      )}
      <CopyButton label={t('panel.requests.copy')} value={copyOf(lines, bullets, isRevealed)} />
    </>
  )
}

interface PartViewProps extends Pick<PartToolsProps, 'part' | 'isDecoded' | 'isRevealed'> {}

const blockTitles = {
  header: 'panel.requests.jwt_header',
  payload: 'panel.requests.jwt_payload',
} as const

function PartView({ part, isDecoded, isRevealed }: PartViewProps) {
  const blocks: readonly Block[] = isDecoded ? part.decoded : [{ id: 'text', lines: part.sent }]
  // The values have a section of the same name.
  const name = `${t('panel.requests.preview')}: ${t(titles[part.id])}`
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls
    <section className="scroll" tabIndex={0} aria-label={name}>
      {blocks.map(({ id, lines }) => (
        <div key={id}>
          {id !== 'text' && (
            <div className="sec sec--again">
              <h3>{t(blockTitles[id])}</h3>
            </div>
          )}
          <div className={id === 'payload' ? 'code code--req' : 'code code--req code--bare'}>
            {keyed(lines, ({ text }) => text).map(({ key, item }) => (
              <ShownLine key={key} line={item} isRevealed={isRevealed} />
            ))}
          </div>
        </div>
      ))}
    </section>
  )
}
