import { ActionButton } from '@/components/ui/action-button'
import { t } from '@/lib/i18n'
import { useProbeActions } from './use-probe-actions'
import { useProbes, type ProbesView } from './use-probes'

/** Runs all negative tests, from the heading of their group. */
export function RunAll() {
  const view = useProbes()
  return view && <RunAllOf view={view} />
}

function RunAllOf({ view }: { readonly view: ProbesView }) {
  const actions = useProbeActions(view)
  const steps = view.views.flatMap((each) => each.steps.map(({ step }) => step.id))
  return (
    <ActionButton
      variant="link"
      off={actions.off}
      pending={actions.isRunning}
      onClick={() => actions.run(steps)}
    >
      {t('probes.run_all')}
    </ActionButton>
  )
}
