import { useEffect, useMemo, useState } from 'react'
import type { MetadataCompareProps } from '@/components/panel/server/compare-slot'
import { formatMoment } from '@/components/ui/format'
import { t } from '@/lib/i18n'
import { jsonObjectOf } from '@/lib/model/json'
import type { Readiness } from '@/lib/model/readiness'
import type { RuleProfile } from '@/lib/model/rule-profiles'
import { compareMetadata, type ComparedMetadata } from '@/lib/share/compare-documents'
import { command } from '@/lib/state/actions'
import { mirrorMetadata, useMirror } from '@/lib/state/mirror'
import { shownDocuments } from './compare-sections'
import { CompareWith, pastedId } from './compare-with'

/** A metadata document and another one: of the last change, of a different profile, or pasted. */
export function CompareMetadataPane({ own, profileId, rules, onClose }: MetadataCompareProps) {
  const [chosen, setChosen] = useState<string | null>(null)
  const [text, setText] = useState('')
  const others = useOthers(profileId)
  const selected = chosen ?? others[0]?.id ?? pastedId
  const ownSource: Source = profileId === null ? { pasted: own.body ?? '' } : { profileId }
  const a = useJudged(ownSource, own.json, rules)
  const isPasted = selected === pastedId
  const json = useJsonOf(selected, profileId)
  const pasted = useMemo(() => jsonObjectOf(text), [text])
  const b = useJudged(sourceOf(selected, profileId, text), isPasted ? pasted : json, rules)
  const otherName = others.find(({ id }) => id === selected)?.name ?? t('panel.server.pasted')
  const compare = (isSwapped: boolean) => {
    if (!a || !b) return null
    const [first, second] = isSwapped ? [b, a] : [a, b]
    const shown = shownDocuments(compareMetadata(first, second))
    const names = isSwapped ? ([otherName, own.name] as const) : ([own.name, otherName] as const)
    return { shown, names, safe: () => shown }
  }
  const isEmpty = isPasted && text.trim() === ''
  return (
    <CompareWith
      title={t('panel.share.compare_metadata')}
      own={own.name}
      choice={{
        label: t('panel.share.other_metadata'),
        others,
        selected,
        onChoose: setChosen,
        pasted: t('panel.server.pasted'),
      }}
      paste={{ label: t('panel.server.paste_field'), text, onText: setText }}
      compare={compare}
      nothing={t(isEmpty ? 'panel.share.paste_other' : 'panel.share.no_metadata')}
      onClose={onClose}
    />
  )
}

/** The earlier document of the same profile, among the ids of profiles. */
const earlierId = 'earlier'

interface Other {
  readonly id: string
  readonly name: string
}

/** The document before the last change, and the other profiles. */
function useOthers(profileId: string | null): readonly Other[] {
  const profiles = useMirror((state) => state.profiles)
  const earlier = useMirror(({ metadata }) => metadata[profileId ?? '']?.earlier)
  const [now] = useState(Date.now)
  const before = earlier && {
    id: earlierId,
    name: t('panel.share.earlier_metadata', [formatMoment(earlier.fetchedAt, now)]),
  }
  return [
    ...(before ? [before] : []),
    ...profiles.filter(({ id, removedAt }) => removedAt === undefined && id !== profileId),
  ]
}

/** The chosen stored document; null without any. */
function useJsonOf(id: string, profileId: string | null) {
  const isEarlier = id === earlierId
  const storedId = isEarlier ? (profileId ?? '') : id
  const record = useMirror(({ metadata }) => metadata[storedId])
  useEffect(() => {
    if (storedId !== pastedId) void mirrorMetadata(storedId)
  }, [storedId])
  const document = isEarlier ? record?.earlier?.document : record?.document
  return document?.json ?? null
}

/** Where a document is, for the background, which judges it. */
type Source = { readonly profileId: string; readonly earlier?: true } | { readonly pasted: string }

function sourceOf(id: string, profileId: string | null, text: string): Source {
  if (id === pastedId) return { pasted: text }
  return id === earlierId && profileId !== null ? { profileId, earlier: true } : { profileId: id }
}

/** The document with its verdicts under one rule profile. They come a moment later. */
function useJudged(
  source: Source,
  json: ComparedMetadata['json'] | null,
  rules: RuleProfile,
): ComparedMetadata | null {
  const [judged, setJudged] = useState<{ json: object; readiness: Readiness | null } | null>(null)
  const key = JSON.stringify(source)
  useEffect(() => {
    if (!json) return
    let isCurrent = true
    readinessOf(JSON.parse(key) as Source).then(
      (readiness) => isCurrent && setJudged({ json, readiness }),
      // Without verdicts, the members are compared.
      () => isCurrent && setJudged({ json, readiness: null }),
    )
    return () => {
      isCurrent = false
    }
  }, [key, json])
  const results = judged?.json === json ? (judged?.readiness?.[rules] ?? null) : null
  return useMemo(() => json && { json, results }, [json, results])
}

async function readinessOf(source: Source): Promise<Readiness | null> {
  if (!('pasted' in source)) return command('readinessRead', source)
  const { readiness } = await command('readinessPaste', { text: source.pasted })
  return readiness
}
