import { useState } from 'react'
import type { CommandResult } from '@/lib/messaging/command-result'
import type { Issue } from '@/lib/model/issue'
import type { ProbePage } from '@/lib/oauth/probes/run'
import { t } from '@/lib/i18n'
import { command } from '@/lib/state/actions'
import { useMirror } from '@/lib/state/mirror'
import { whyNoPush } from '@/components/connected/can-push'
import type { ProbesView } from './use-probes'

/** What the tester can do with negative tests, and why not. */
export function useProbeActions(view: ProbesView) {
  const { profile } = view.facts
  const profileId = profile.id
  const [issues, setIssues] = useState<readonly Issue[]>([])
  const keys = useMirror((state) => state.keys)
  const secrets = useMirror((state) => state.secrets)
  const access = useMirror((state) => state.access)
  const show = async (result: Promise<CommandResult<object>>) => {
    setIssues([])
    const answer = await result
    setIssues(answer.ok ? [] : answer.issues)
  }
  return {
    issues,
    /** Why nothing can be sent; null if something can. */
    off: profile.testSystem ? whyNoPush(profile, { keys, secrets, access }) : t('probes.unmarked'),
    isRunning: view.run?.state === 'running',
    run: (steps: readonly string[]) => void show(command('probesRun', { profileId, steps })),
    stop: () => void command('probesStop', { profileId }),
    resume: () => void show(command('probesContinue', { profileId })),
    open: (step: string) => void show(command('probeOpen', { profileId, step })),
    mark: (step: string, page: ProbePage) => void command('probeMark', { profileId, step, page }),
    setTestSystem: (on: boolean) => void command('profileTestSystem', { id: profileId, on }),
  }
}

export type ProbeActions = ReturnType<typeof useProbeActions>
