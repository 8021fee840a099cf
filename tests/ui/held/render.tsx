import { render } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { vi } from 'vitest'
import { HeldPage } from '@/components/held/held'
import { defaultSettings } from '@/lib/storage/state'
import type { Flow } from '@/lib/flow/model/flow'
import type { PageLocation } from '@/lib/flow/model/hold'
import type { AuthorizationResponse } from '@/lib/flow/model/message'
import { SharingProvider } from '@/components/connected/sharing'
import { HostProvider, type Host } from '@/lib/state/host'
import { useMirror, type Mirror } from '@/lib/state/mirror'
import { flowWith, held } from '../../samples/held'
import { makeHost } from '../popup/render'
import { able, signingKey } from '../popup/samples'

const sharing = () => import('@/components/panel/share/copy-report')

export const secretCode = 'SplxlOBeZQQYbYS6WxSbIAGk4'
export const goodParams = [
  ['code', secretCode],
  ['state', 'af0ifjsldkj'],
  ['iss', 'https://as.example'],
] as const

/** A response with a good code, as it is held. */
export function good(more: Partial<AuthorizationResponse> = {}): AuthorizationResponse {
  const pairs = (more.params ?? goodParams).map(([name, value]) => [name, value])
  return held({
    params: goodParams,
    url: `https://app.example/cb?${String(new URLSearchParams(pairs))}`,
    ...more,
  })
}

interface Shown {
  readonly response?: AuthorizationResponse
  /** Further messages of its flow. */
  readonly messages?: Flow['messages']
  readonly state?: Partial<Mirror>
  readonly location?: PageLocation | null
}

/** The held page of a tab, with what is stored. */
export function openHeld(shown: Shown = {}) {
  const { response = good(), messages = [], location = { tabId: 7, frame: 'top' } } = shown
  const flow = flowWith([response, ...messages])
  useMirror.setState({
    status: 'ready',
    profiles: [able],
    keys: [signingKey],
    settings: { ...defaultSettings, currentProfileId: able.id },
    held: [
      { tabId: 7, frame: 'top', flowId: flow.id, responseId: response.id, stopped: null },
      { tabId: 8, frame: 'sub', flowId: flow.id, responseId: response.id, stopped: null },
    ],
    flow: { [flow.id]: flow },
    ...shown.state,
  })
  const host = {
    ...makeHost(),
    pageLocation: vi.fn<Host['pageLocation']>(() => Promise.resolve(location)),
  }
  const user = userEvent.setup()
  const view = render(
    <HostProvider value={host}>
      <SharingProvider value={sharing}>
        <HeldPage />
      </SharingProvider>
    </HostProvider>,
  )
  return { ...view, user, host }
}
