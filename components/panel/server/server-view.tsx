import { StatusIcon } from '@/components/ui/icon'
import { Segmented } from '@/components/ui/segmented'
import { useMedia } from '@/components/ui/use-media'
import type { Status } from '@/lib/model/rule-result'
import { t } from '@/lib/i18n'

export type ServerView = 'fields' | 'document' | 'keys'

/** A window in which the keys are a view instead of a pane. */
export const useOnePane = () => useMedia('(width < 1000px)')

const viewsOf = (isOnePane: boolean): readonly ServerView[] =>
  isOnePane ? ['fields', 'keys', 'document'] : ['fields', 'document']

/** The view that `[` or `]` leads to; undefined for any other key. */
export function nextView(key: string, view: ServerView, isOnePane: boolean) {
  const by = { '[': -1, ']': 1 }[key]
  const views = viewsOf(isOnePane)
  return by === undefined
    ? undefined
    : views[(views.indexOf(view) + by + views.length) % views.length]
}

interface ViewSwitchProps {
  readonly view: ServerView
  readonly onView: (view: ServerView) => void
  /** The worst status of the keys; null if they were not read. */
  readonly keys: Status | null
}

/** The views of a metadata document. */
export function ViewSwitch({ view, onView, keys }: ViewSwitchProps) {
  const isOnePane = useOnePane()
  return (
    <Segmented
      label={t('panel.server.show')}
      value={view}
      onChange={onView}
      options={viewsOf(isOnePane).map((value) => ({
        value,
        label: t(labels[value]),
        ...(value === 'keys' && keys !== null && { icon: <StatusIcon status={keys} /> }),
      }))}
    />
  )
}

const labels = {
  fields: 'panel.server.fields',
  document: 'panel.server.document',
  keys: 'panel.server.keys',
} as const satisfies Record<ServerView, string>
