import '@/components/ui/tokens.css'
import '@/components/ui/components.css'
import '@/components/ui/base.css'
import { createRoot } from 'react-dom/client'
import { SharingProvider } from '@/components/connected/sharing'
import { HeldFrame, HeldPage } from '@/components/held/held'
import { deliverInFrame, isFramed } from '@/lib/platform/held-frame'
import { host } from '@/lib/platform/host'
import { stateSource } from '@/lib/platform/storage'
import { HostProvider } from '@/lib/state/host'
import { startMirror } from '@/lib/state/mirror'

const sharing = () => import('@/components/panel/share/copy-report')

const root = createRoot(document.getElementById('root') as HTMLElement)

if (isFramed()) {
  void deliverInFrame()
  root.render(<HeldFrame />)
} else {
  void startMirror(stateSource, ['requests', 'flows', 'held', 'deliveries', 'access', 'secrets'])
  root.render(
    <HostProvider value={host}>
      <SharingProvider value={sharing}>
        <HeldPage />
      </SharingProvider>
    </HostProvider>,
  )
}
