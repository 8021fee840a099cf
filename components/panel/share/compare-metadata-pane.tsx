import { useEffect, useMemo, useRef, useState } from 'react'
import type { MetadataCompareProps, NamedMetadata } from '@/components/panel/server/compare-slot'
import { useKeyDown } from '@/components/ui/use-key-down'
import { t } from '@/lib/i18n'
import { jsonObjectOf } from '@/lib/model/json'
import { compareMetadata } from '@/lib/share/compare-documents'
import { mirrorMetadata, useMirror } from '@/lib/state/mirror'
import { CompareHead } from './compare-head'
import { comparisonMarkdown } from './compare-markdown'
import { shownDocuments } from './compare-sections'
import { CompareTable } from './compare-table'
import { Task } from './task'
import { useCompareKeys } from './use-compare-keys'

/** A metadata document and another one: of a different profile, or pasted. */
export function CompareMetadataPane({ own, profileId, onClose }: MetadataCompareProps) {
  const [isAll, setIsAll] = useState(false)
  const [isSwapped, setIsSwapped] = useState(false)
  const [chosen, setChosen] = useState<string | null>(null)
  const [text, setText] = useState('')
  const others = useOthers(profileId)
  const selected = chosen ?? others[0]?.id ?? pastedId
  const stored = useMetadataOf(selected, others)
  const pasted = useMemo(() => pastedMetadata(text), [text])
  const isPasted = selected === pastedId
  const other = isPasted ? pasted : stored
  const sides = useMemo(
    () => other && (isSwapped ? ([other, own] as const) : ([own, other] as const)),
    [own, other, isSwapped],
  )
  const shown = useMemo(
    () => sides && shownDocuments(compareMetadata(sides[0].json, sides[1].json)),
    [sides],
  )
  const pane = useRef<HTMLDivElement>(null)
  const root = useKeyDown<HTMLDivElement>((event) => {
    if (event.key === 'Escape' && !event.defaultPrevented) onClose()
  })
  const swap = () => setIsSwapped(!isSwapped)
  useCompareKeys(pane, { onSwap: swap, onAll: () => setIsAll(!isAll) })
  const fixed = <span className="cut">{own.name}</span>
  const choice = <OtherChoice others={others} selected={selected} onChoose={setChosen} />
  return (
    <div className="panel__main" ref={root}>
      <Task title={t('panel.share.compare_metadata')} about="" onClose={onClose}>
        <div className="cmp__pane" ref={pane}>
          <CompareHead
            sides={isSwapped ? [choice, fixed] : [fixed, choice]}
            onSwap={swap}
            isAll={isAll}
            onAll={setIsAll}
            markdown={
              sides && shown
                ? () =>
                    comparisonMarkdown({
                      title: t('panel.share.compare_metadata'),
                      a: sides[0].name,
                      b: sides[1].name,
                      shown,
                    })
                : null
            }
          />
          {isPasted && (
            <textarea
              className="area mono cmp__paste"
              aria-label={t('panel.server.paste_field')}
              rows={4}
              spellCheck={false}
              value={text}
              onChange={({ target }) => setText(target.value)}
            />
          )}
          {shown && <CompareTable shown={shown} isAll={isAll} />}
          {!shown && <NothingToCompare isEmpty={isPasted && text.trim() === ''} />}
        </div>
      </Task>
    </div>
  )
}

function NothingToCompare({ isEmpty }: { readonly isEmpty: boolean }) {
  return (
    <p className="note-line">
      {t(isEmpty ? 'panel.share.paste_other' : 'panel.share.no_metadata')}
    </p>
  )
}

interface OtherChoiceProps {
  readonly others: readonly Other[]
  readonly selected: string
  readonly onChoose: (id: string) => void
}

/** Chooses the other document. */
function OtherChoice({ others, selected, onChoose }: OtherChoiceProps) {
  return (
    <select
      className="pick grow"
      aria-label={t('panel.share.other_metadata')}
      value={selected}
      onChange={({ target }) => onChoose(target.value)}
    >
      {others.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
      <option value={pastedId}>{t('panel.server.pasted')}</option>
    </select>
  )
}

/** Stands for the pasted document among the ids of profiles. */
const pastedId = ''

interface Other {
  readonly id: string
  readonly name: string
}

/** The other profiles. */
function useOthers(profileId: string | null): readonly Other[] {
  const profiles = useMirror((state) => state.profiles)
  return profiles.filter(({ id, removedAt }) => removedAt === undefined && id !== profileId)
}

/** The stored metadata of a profile; null without any. */
function useMetadataOf(id: string, others: readonly Other[]): NamedMetadata | null {
  const record = useMirror(({ metadata }) => metadata[id])
  useEffect(() => {
    if (id !== pastedId) void mirrorMetadata(id)
  }, [id])
  const name = others.find((other) => other.id === id)?.name ?? ''
  const json = record?.document?.json ?? null
  return useMemo(() => json && { name, json }, [name, json])
}

function pastedMetadata(text: string): NamedMetadata | null {
  const json = jsonObjectOf(text)
  return json && { name: t('panel.server.pasted'), json }
}
