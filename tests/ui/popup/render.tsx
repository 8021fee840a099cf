import { render } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import axe from 'axe-core'
import { afterEach, expect, vi } from 'vitest'
import { Popup } from '@/components/popup/popup'
import { defaultSettings } from '@/lib/storage/state'
import { SharingProvider } from '@/components/connected/sharing'
import { HostProvider, type Host } from '@/lib/state/host'
import { useMirror, type Mirror } from '@/lib/state/mirror'
import { expectNoBackticks } from '../backticks'
import { profile } from './samples'

const sharing = () => import('@/components/panel/share/copy-report')

// What a test leaves on the screen, of the popup and of the held page.
afterEach(expectNoBackticks)

export function makeHost(more: Partial<Host> = {}) {
  return {
    browser: 'chrome',
    version: '0.0.0',
    inDevtools: false,
    requestAccess: vi.fn<Host['requestAccess']>(() => Promise.resolve(true)),
    removeAccess: vi.fn<Host['requestAccess']>(() => Promise.resolve(true)),
    requestNotices: vi.fn<Host['requestNotices']>(() => Promise.resolve(true)),
    removeNotices: vi.fn<Host['removeNotices']>(() => Promise.resolve(true)),
    openShortcuts: vi.fn<Host['openShortcuts']>(() => Promise.resolve(true)),
    accessPattern: (url: string) => (URL.canParse(url) ? `${new URL(url).origin}/*` : null),
    readFile: vi.fn<Host['readFile']>(),
    close: vi.fn<() => void>(),
    pageLocation: () => Promise.resolve(null),
    deliver: vi.fn<Host['deliver']>(),
    back: vi.fn<() => void>(),
    clear: vi.fn<() => void>(),
    leave: vi.fn<() => void>(),
    ...more,
  } satisfies Host
}

/** The popup as a tester with one profile opens it, with what else is stored. */
export function openPopup(state: Partial<Mirror> = {}, host: Host = makeHost()) {
  useMirror.setState({
    status: 'ready',
    profiles: [profile],
    settings: { ...defaultSettings, currentProfileId: profile.id },
    ...state,
  })
  const user = userEvent.setup()
  const view = render(
    <HostProvider value={host}>
      <SharingProvider value={sharing}>
        <Popup />
      </SharingProvider>
    </HostProvider>,
  )
  return { user, host, ...view }
}

/** No violation in either theme; contrast needs a browser that draws. */
export async function expectAccessible(container: Element): Promise<void> {
  for (const theme of ['light', 'dark']) {
    document.documentElement.dataset['theme'] = theme
    const { violations } = await axe.run(container, {
      rules: { 'color-contrast': { enabled: false } },
    })
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
  }
}
