import { act, render } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { Panel } from '@/components/panel/shell/panel'
import type { Screen } from '@/components/panel/shell/screens'
import { defaultSettings } from '@/lib/storage/state'
import { SharingProvider } from '@/components/connected/sharing'
import { HostProvider, type Host } from '@/lib/state/host'
import { useMirror, type Mirror } from '@/lib/state/mirror'
import { hostStub } from './host-stub'
import { access, denied, flow, profile, summary } from './sample'

const sharing = () => import('@/components/panel/share/copy-report')

/** Lists are virtual: without a height nothing of them would be drawn. */
Object.defineProperties(HTMLElement.prototype, {
  clientHeight: { configurable: true, get: () => 600 },
  clientWidth: { configurable: true, get: () => 232 },
  offsetHeight: {
    configurable: true,
    get(this: HTMLElement) {
      return this.tagName === 'LI' ? 43 : 600
    },
  },
  offsetWidth: { configurable: true, get: () => 232 },
})
HTMLElement.prototype.checkVisibility ??= () => true

/** Something in the mirror changes. */
export function setMirror(state: Partial<Mirror>): void {
  act(() => useMirror.setState(state))
}

export function fillMirror(): void {
  setMirror({
    status: 'ready',
    flows: [denied, summary],
    flow: { f1: flow, f2: { ...flow, id: 'f2', messages: [] } },
    profiles: [profile],
    settings: { ...defaultSettings, currentProfileId: 'p1' },
    access,
  })
}

/** Draws the panel over what the mirror holds. */
export function renderPanel(
  screen: Screen = 'flows',
  flowId: string | null = null,
  more: Partial<Host> = {},
) {
  const host = Object.assign(hostStub(), more)
  const view = render(
    <HostProvider value={host}>
      <SharingProvider value={sharing}>
        <Panel initial={{ flowId, screen }} />
      </SharingProvider>
    </HostProvider>,
  )
  return { ...view, host, user: userEvent.setup() }
}
