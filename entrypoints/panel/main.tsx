import '@/components/ui/tokens.css'
import '@/components/ui/components.css'
import '@/components/ui/base.css'
import { createRoot } from 'react-dom/client'
import { SharingProvider } from '@/components/connected/sharing'
import { Panel } from '@/components/panel/shell/panel'
import { screens } from '@/components/panel/shell/screens'
import { host } from '@/lib/platform/host'
import { stateSource } from '@/lib/platform/storage'
import { followTheme } from '@/lib/platform/theme'
import { HostProvider } from '@/lib/state/host'
import { command } from '@/lib/state/actions'
import { startMirror } from '@/lib/state/mirror'

followTheme()
void startMirror(stateSource, [
  'drafts',
  'probes',
  'requests',
  'requestDrafts',
  'requestRuns',
  'callDrafts',
  'callRuns',
  'eventFeeds',
  'flows',
  'dropped',
  'latest',
  'pasted',
  'access',
  'incognitoAllowed',
  'secrets',
  'registrationDrafts',
  'registrationTokens',
])

// Wakes the background, which may have been terminated before it processed an event.
void command('observationsSettled')

const sharing = () => import('@/components/panel/share/copy-report')

const root = createRoot(document.getElementById('root') as HTMLElement)

/** The screen and the flow or rule to open are in the fragment of the page's URL. */
function render(): void {
  const requested = new URLSearchParams(location.hash.slice(1))
  const screen = screens.find((name) => name === requested.get('screen')) ?? 'flows'
  root.render(
    <HostProvider value={host}>
      <SharingProvider value={sharing}>
        <Panel initial={{ flowId: requested.get('flow'), ruleId: requested.get('rule'), screen }} />
      </SharingProvider>
    </HostProvider>,
  )
}

render()
addEventListener('hashchange', render)
