import './held.css'
import type { ReactNode } from 'react'
import { Announcer } from '@/components/ui/announcer'
import { Button } from '@/components/ui/button'
import { AppBoundary } from '@/components/ui/error-boundary'
import { HeldIcon } from '@/components/ui/icon'
import { useLate } from '@/components/ui/use-late'
import { t } from '@/lib/i18n'
import { command } from '@/lib/state/actions'
import { HeldHeading } from './heading'
import { BareBar } from './held-bar'
import { HeldScreen } from './held-screen'
import { Stopped } from './stopped'
import { useDelivery } from './use-delivery'
import { useHeld } from './use-held'

/** The held page without its providers. */
export function HeldPage() {
  return (
    <AppBoundary>
      <Shown />
      <Announcer />
    </AppBoundary>
  )
}

function Shown() {
  useDelivery()
  const held = useHeld()
  const late = useLate(held.kind === 'loading')
  if (held.kind === 'stopped') return <Stopped stopped={held.stopped} />
  if (held.kind === 'held')
    return <HeldScreen key={held.response.id} flow={held.flow} response={held.response} />
  if (held.kind === 'nothing') return <Nothing />
  return <Page title={null}>{late && <p className="meta">{t('held.loading')}</p>}</Page>
}

interface PageProps {
  readonly title: string | null
  readonly children: ReactNode
}

function Page({ title, children }: PageProps) {
  return (
    <div className="held">
      <BareBar title={title ?? t('held.bar.held')} flowId={null} />
      <main className="held__main">{children}</main>
    </div>
  )
}

/** The page was opened manually, or its response was lost with the browser session. */
function Nothing() {
  return (
    <Page title={t('held.bar.nothing')}>
      <HeldHeading status={null} text={t('held.nothing.title')} />
      <p className="held__note">{t('held.nothing.text')}</p>
      <Button
        size="lg"
        variant="primary"
        onClick={() => void command('panelOpen', { flowId: null, screen: 'flows' })}
      >
        {t('held.nothing.open')}
      </Button>
    </Page>
  )
}

/** Inside a third-party page, nothing is shown that could be clicked by mistake, and no secret. */
export function HeldFrame() {
  return (
    <main className="held__frame">
      <HeldIcon />
      <p>{t('held.frame')}</p>
    </main>
  )
}
