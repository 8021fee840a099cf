import { useMemo, useState } from 'react'
import { useHoldings, whyNoPush } from '@/components/connected/can-push'
import { pushTargets } from '@/components/connected/destination'
import { SendsTo } from '@/components/connected/sends-to'
import { useCurrentProfile } from '@/components/connected/use-flow-profile'
import { Chip } from '@/components/ui/chip'
import { IssueNotes } from '@/components/ui/issue-notes'
import { Segmented } from '@/components/ui/segmented'
import { takesLetters } from '@/components/ui/keyboard'
import { neighbourTab } from '@/components/ui/tabs'
import { useKeyDown } from '@/components/ui/use-key-down'
import { t } from '@/lib/i18n'
import type { Profile } from '@/lib/oauth/profile'
import { countValues } from '@/lib/oauth/request-values'
import type { LibraryPaneProps } from '../library'
import { partsOf } from '@/components/connected/request/preview-parts'
import { PreviewPane, shownParts, type ShownPart } from './preview-pane'
import { RequestFoot } from './request-foot'
import { SheetProvider } from '@/components/connected/request/sheet-context'
import { usePreview } from '@/components/connected/request/use-preview'
import { useRequest } from '@/components/connected/request/use-request'
import { useSend } from '@/components/connected/request/use-send'
import { ValueSheet } from './value-sheet'

/** The values and the preview of one authorization request, and what sends it. */
export function AuthorizationPane(props: LibraryPaneProps) {
  const profile = useCurrentProfile()
  return profile && <Editor {...props} profile={profile} />
}

function Editor({
  item,
  onSelect,
  onFlow,
  profile,
}: LibraryPaneProps & { readonly profile: Profile }) {
  const request = useRequest(profile, item.id, onSelect)
  const { values, flowId } = request
  const previewed = usePreview(profile, values)
  const { preview, issues } = previewed
  const parts = useMemo(() => (preview ? partsOf(preview, values) : []), [preview, values])
  const [chosen, setPart] = useState<ShownPart | null>(null)
  const [isDecoded, setDecoded] = useState(true)
  const [view, setView] = useState<'values' | 'preview'>('values')
  const [isNaming, setNaming] = useState(false)
  const [openedAt] = useState(() => Date.now())
  const name = request.savedId === null && !request.from ? null : item.name
  const sending = useSend(previewed, { id: item.id, name }, () => {
    setPart('response')
    setView('preview')
  })
  const off = whyNoPush(profile, useHoldings())
  const ids = shownParts(sending.run, parts)
  const part = ids.find((id) => id === chosen) ?? ids.find((id) => id !== 'response') ?? 'form'
  const count = countValues(values)

  const letters: Readonly<Record<string, () => void>> = {
    d: () => setDecoded(!isDecoded),
    '[': () =>
      setPart(
        neighbourTab(
          ids.map((value) => ({ value })),
          part,
          -1,
        ),
      ),
    ']': () =>
      setPart(
        neighbourTab(
          ids.map((value) => ({ value })),
          part,
          1,
        ),
      ),
  }
  const pane = useKeyDown<HTMLDivElement>((event) => {
    if (event.key === 'Enter' && event.ctrlKey) {
      if (off === null) sending.send(!event.shiftKey)
    } else if (event.key.toLowerCase() === 's' && event.ctrlKey) setNaming(true)
    else if (event.key === 'Escape' && flowId !== null && !event.defaultPrevented) onFlow(flowId)
    else {
      const run = takesLetters(event) ? letters[event.key.toLowerCase()] : undefined
      if (!run) return
      run()
    }
    event.preventDefault()
  })
  const sheet = {
    profile,
    values,
    edit: request.edit,
    issues,
    now: preview?.at ?? openedAt,
    variables: new Map(profile.variables),
    fresh: t('panel.requests.fresh'),
  }

  return (
    <div ref={pane} className={`work__pane work__pane--${view}`}>
      <div className="bar worktop">
        <h2 className="cut">{item.name}</h2>
        {count > 0 && <Chip>{t('panel.requests.changes', count)}</Chip>}
        <span className="grow" />
        <div className="workseg">
          <Segmented
            label={t('panel.requests.show_as')}
            options={[
              { value: 'values', label: t('panel.requests.values') },
              { value: 'preview', label: t('panel.requests.preview') },
            ]}
            value={view}
            onChange={setView}
          />
        </div>
      </div>
      <section className="pane pane--values" aria-label={t('panel.requests.values')}>
        <SheetProvider value={sheet}>
          <ValueSheet />
        </SheetProvider>
      </section>
      <PreviewPane
        {...{ previewed, parts, part, isDecoded, onFlow }}
        run={sending.run}
        onPart={setPart}
        onDecoded={setDecoded}
      />
      <div className="work__foot">
        <SendsTo profile={profile} targets={pushTargets(profile)} />
        <IssueNotes issues={sending.issues} />
        <RequestFoot
          {...{ profile, request, previewed, sending, off, isNaming }}
          isPlain={part === 'response'}
          onNaming={setNaming}
        />
      </div>
    </div>
  )
}
