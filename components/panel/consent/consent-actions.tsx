import { useState } from 'react'
import { ActionButton } from '@/components/ui/action-button'
import { IssueNotes } from '@/components/ui/issue-notes'
import { ask } from '@/components/connected/ask'
import { useHoldings, whyNoAccess, whyNoPush } from '@/components/connected/can-push'
import { pendingName, useFlowActions } from '@/components/connected/use-flow-actions'
import { useFlowProfile } from '@/components/connected/use-flow-profile'
import type { Flow, FlowToken } from '@/lib/flow/model/flow'
import type { Issue } from '@/lib/model/issue'
import { command } from '@/lib/state/actions'
import { t } from '@/lib/i18n'

/** The token whose state says the most about the consent: the one that lives longest. */
function tokenFor({ tokens }: Flow, kinds: readonly FlowToken['kind'][]): FlowToken | undefined {
  return kinds
    .map((kind) => tokens.find((token) => token.kind === kind && token.state === 'live'))
    .find((token) => token !== undefined)
}

interface ConsentActionsProps {
  readonly flow: Flow
  readonly isExpired: boolean
  /** Opens the flow of a new request. */
  readonly onFlow: (id: string) => void
}

/** What the consent is now: asked with the tokens of the flow. The response becomes the column Now. */
export function useConsentActions({ flow, isExpired, onFlow }: ConsentActionsProps) {
  const actions = useFlowActions(flow.id, () => undefined)
  const again = useRequestAgain(flow, onFlow)
  const profile = useFlowProfile(flow)
  const holdings = useHoldings()
  const inspected = tokenFor(flow, ['refresh_token', 'access_token'])
  const refreshed = tokenFor(flow, ['refresh_token'])
  const busy = actions.pending === null ? null : t('panel.flow_tokens.busy')
  const buttons = [
    { action: 'introspect', endpoint: 'introspection', token: inspected },
    { action: 'refresh', endpoint: 'token', token: refreshed },
  ] as const
  const bar = (
    <>
      {buttons.map(({ action, endpoint, token }) => {
        // Parley sends nothing for a read-only flow.
        if (!token || flow.imported) return null
        const isPending = actions.pending === pendingName(action, token.id)
        return (
          <ActionButton
            key={action}
            pending={isPending}
            off={whyNoAccess(profile, holdings, endpoint) ?? (isPending ? null : busy)}
            onClick={() => actions.onToken(action, token)}
          >
            {t(`panel.consent.${action}`)}
          </ActionButton>
        )
      })}
      {isExpired && (
        <ActionButton
          variant="primary"
          pending={again.pending}
          off={whyNoPush(profile, holdings)}
          onClick={again.run}
        >
          {t('panel.consent.request_again')}
        </ActionButton>
      )}
    </>
  )
  return { bar, notes: <IssueNotes issues={[...actions.issues, ...again.issues]} /> }
}

function useRequestAgain({ profileId }: Flow, onFlow: (id: string) => void) {
  const [pending, setPending] = useState(false)
  const [issues, setIssues] = useState<readonly Issue[]>([])
  const push = async () => {
    setPending(true)
    setIssues([])
    const result = await ask(command('requestPush', { profileId, overrides: null, open: null }))
    setPending(false)
    if (!result.ok) setIssues(result.issues)
    else if (result.flowId !== null) onFlow(result.flowId)
  }
  return { pending, issues, run: () => void push() }
}
