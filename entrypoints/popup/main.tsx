import '@/components/ui/tokens.css'
import '@/components/ui/components.css'
import '@/components/ui/base.css'
import { createRoot } from 'react-dom/client'
import { SharingProvider } from '@/components/connected/sharing'
import { Popup } from '@/components/popup/popup'
import { host, markPopup } from '@/lib/platform/host'
import { stateSource } from '@/lib/platform/storage'
import { HostProvider } from '@/lib/state/host'
import { command } from '@/lib/state/actions'
import { startMirror } from '@/lib/state/mirror'
import { popupKeys } from '@/lib/storage/popup-keys'

void markPopup()
// The list of flows decides little of what is shown, and is large.
void startMirror(stateSource, popupKeys, ['flows'])

// Wakes the background, which may have been terminated before it processed an event.
void command('observationsSettled')

const sharing = () => import('@/components/panel/share/copy-report')

createRoot(document.getElementById('root') as HTMLElement).render(
  <HostProvider value={host}>
    <SharingProvider value={sharing}>
      <Popup />
    </SharingProvider>
  </HostProvider>,
)
