import { FileWarning } from 'lucide-react'
import { EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icon'
import { t } from '@/lib/i18n'
import type { LibraryPaneProps } from '../library'
import './probes.css'
import { ProbeDetail } from './probe-detail'
import { ProbeOverview } from './probe-overview'
import { allItemId } from './use-probe-items'
import { useProbes } from './use-probes'

/** The negative tests of the current profile: all of them, or one. */
export function ProbePane({ item, onSelect, onFlow }: LibraryPaneProps) {
  const view = useProbes()
  if (!view)
    return (
      <>
        <div className="bar worktop">
          <h2 className="cut">{item.name}</h2>
        </div>
        <section className="pane pane--both" aria-label={item.name}>
          <EmptyState icon={<Icon of={FileWarning} />} title={t('probes.no_metadata')} />
        </section>
      </>
    )
  const test = view.views.find(({ probe }) => probe.id === item.id)
  return item.id === allItemId || !test ? (
    <ProbeOverview view={view} onSelect={onSelect} />
  ) : (
    <ProbeDetail view={view} test={test} onFlow={onFlow} />
  )
}
