import '@/components/ui/tokens.css'
import '@/components/ui/components.css'
import '@/components/ui/base.css'
import { createRoot } from 'react-dom/client'
import { HeldPage } from '@/components/held/held'
import { host } from '@/lib/platform/host'
import { stateSource } from '@/lib/platform/storage'
import { HostProvider } from '@/lib/state/host'
import { startMirror } from '@/lib/state/mirror'

void startMirror(stateSource, ['requests', 'flows', 'held', 'deliveries', 'secrets'])

createRoot(document.getElementById('root') as HTMLElement).render(
  <HostProvider value={host}>
    <HeldPage />
  </HostProvider>,
)
