import type { ReactNode } from 'react'
import { ErrorBoundary, type FallbackProps } from 'react-error-boundary'
import { t } from '@/lib/i18n'
import { Button } from './button'
import { EmptyState } from './empty-state'

/** Catches rendering errors of an app. Stored data is not affected. */
export function AppBoundary({ children }: { children: ReactNode }) {
  return <ErrorBoundary FallbackComponent={Broken}>{children}</ErrorBoundary>
}

function Broken({ error }: FallbackProps) {
  const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  return (
    <main role="alert">
      <EmptyState title={t('ui.broken.title')}>
        <p>{t('ui.broken.body')}</p>
        <p className="mono wrap">{reason}</p>
        <Button variant="primary" onClick={() => location.reload()}>
          {t('ui.broken.reload')}
        </Button>
      </EmptyState>
    </main>
  )
}
