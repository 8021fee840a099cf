import type { ReactNode } from 'react'
import type { Root } from 'react-dom/client'
import { SharingProvider } from '@/components/connected/sharing'
import { HeldPage } from '@/components/held/held'
import { Panel } from '@/components/panel/shell/panel'
import { Popup } from '@/components/popup/popup'
import { HostProvider, type Host } from '@/lib/state/host'
import { emptyMirror, useMirror } from '@/lib/state/mirror'
import { answerWith } from './background'
import { see } from './steps'
import type { Story } from './story'

const host: Host = {
  browser: 'chrome',
  version: '0.0.0',
  inDevtools: false,
  requestAccess: () => Promise.resolve(true),
  removeAccess: () => Promise.resolve(true),
  requestNotices: () => Promise.resolve(true),
  removeNotices: () => Promise.resolve(true),
  openShortcuts: () => Promise.resolve(true),
  accessPattern: (url) => (URL.canParse(url) ? `${new URL(url).origin}/*` : null),
  readFile: async (file) => ({ kind: 'text', text: await file.text() }),
  close: () => undefined,
  pageLocation: () => Promise.resolve({ tabId: 7, frame: 'top' }),
  deliver: () => undefined,
  back: () => undefined,
  clear: () => undefined,
  leave: () => undefined,
}

const sharing = () => import('@/components/panel/share/copy-report')

const screens: { readonly [S in Story['screen']]: (story: Story) => ReactNode } = {
  popup: () => <Popup />,
  panel: ({ open }) => (
    <Panel initial={{ screen: open?.screen ?? 'flows', flowId: open?.flowId ?? null }} />
  ),
  held: () => <HeldPage />,
}

/** Draws a story into the element `root` as an extension page would be drawn, and does its steps. */
export async function show(story: Story, root: Root): Promise<void> {
  answerWith(story.answers ?? {})
  useMirror.setState({ ...emptyMirror, status: 'ready', ...story.state }, true)
  root.render(
    <HostProvider value={{ ...host, ...story.host }}>
      <SharingProvider value={sharing}>{screens[story.screen](story)}</SharingProvider>
    </HostProvider>,
  )
  for (const step of [see('#root > *'), ...(story.steps ?? [])]) await step()
}
