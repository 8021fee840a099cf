import { useState } from 'react'
import './consent-strip.css'
import { ask } from '@/components/connected/ask'
import { useHoldings, whyNoAccess, whyNoCall } from '@/components/connected/can-push'
import { useFlowProfile } from '@/components/connected/use-flow-profile'
import { ActionButton } from '@/components/ui/action-button'
import { CopyButton } from '@/components/ui/copy-button'
import { StatusIcon } from '@/components/ui/icon'
import { IssueNotes } from '@/components/ui/issue-notes'
import { useNow } from '@/components/ui/time'
import type { Flow } from '@/lib/flow/model/flow'
import type { FlowConsent, TemplateRequest } from '@/lib/flow/model/flow-consent'
import type { CommandResult } from '@/lib/messaging/command-result'
import type { Issue } from '@/lib/model/issue'
import { command } from '@/lib/state/actions'
import { t } from '@/lib/i18n'
import { factsText, standingOf } from './consent-strip-text'

interface ConsentStripProps {
  readonly flow: Flow
  /** Shows the response of a call. */
  readonly onMessage: (messageId: string) => void
}

/** The consent that Parley created in a flow: its state, and what can be done with it. */
export function ConsentStrip({ flow, onMessage }: ConsentStripProps) {
  return flow.consent && <Strip flow={flow} consent={flow.consent} onMessage={onMessage} />
}

interface StripProps extends ConsentStripProps {
  readonly consent: FlowConsent
}

function Strip({ flow, consent, onMessage }: StripProps) {
  const now = useNow()
  const { status, text } = standingOf(flow, consent)
  const { bar, issues } = useActions({ flow, consent, onMessage })
  const facts = factsText(consent, now)
  return (
    <section className="constrip" aria-label={t('panel.consent_strip.label')}>
      <StatusIcon status={status} />
      <div className="constrip__b">
        <div className="constrip__t">
          <b>{text}</b>
          <span className="grow" />
          {bar}
        </div>
        <div className="constrip__t meta">
          {consent.id === null ? (
            <span className="cut">{t('panel.consent_strip.no_id')}</span>
          ) : (
            <>
              <span className="mono cut" title={consent.id}>
                {consent.id}
              </span>
              <CopyButton value={consent.id} label={t('panel.consent.copy')} />
            </>
          )}
          <span className="cut grow">{facts}</span>
        </div>
        <IssueNotes issues={[...(consent.run?.issues ?? []), ...issues]} />
      </div>
    </section>
  )
}

/** A call in a few words: `GET accounts`. */
function callName({ method, url }: TemplateRequest): string {
  return `${method} ${url.split('/').at(-1) ?? ''}`
}

type Action = 'status' | 'use' | 'withdraw' | 'run'

function useActions({ flow, consent, onMessage }: StripProps) {
  const profile = useFlowProfile(flow)
  const holdings = useHoldings()
  const [pending, setPending] = useState<Action | null>(null)
  const [issues, setIssues] = useState<readonly Issue[]>([])
  const start = async (
    action: Action,
    send: () => Promise<CommandResult<{ readonly messageId?: string }>>,
  ) => {
    setPending(action)
    setIssues([])
    const result = await ask(send())
    setPending(null)
    if (!result.ok) setIssues(action === 'run' ? [] : result.issues)
    else if (result.messageId !== undefined) onMessage(result.messageId)
  }
  const busy = pending === null ? null : t('panel.flow_tokens.busy')
  const resource = whyNoAccess(profile, holdings, 'resource')
  const client = whyNoCall(profile, holdings, 'token')

  const buttons = buttonsOf(flow, consent, { client, resource })
  // Parley sends nothing for a read-only flow.
  const shown = flow.imported ? [] : buttons.filter((each) => each !== null)
  const bar = shown.map(({ action, label, variant, title, why, send }) => (
    <ActionButton
      key={action}
      variant={variant}
      pending={pending === action}
      off={pending === action ? null : (why ?? busy)}
      {...(title !== undefined && { title })}
      onClick={() => void start(action, send)}
    >
      {label}
    </ActionButton>
  ))
  return { bar, issues }
}

/** A button of the strip. */
interface ActionSpec {
  readonly action: Action
  readonly label: string
  readonly variant?: 'primary' | 'danger'
  readonly title?: string
  /** Why it cannot be sent; null if it can. */
  readonly why: string | null
  readonly send: () => Promise<CommandResult<{ readonly messageId?: string }>>
}

/** What can be sent now, in the order of the buttons; null for what cannot. */
function buttonsOf(
  flow: Flow,
  { template, id, withdrawnAt, run }: FlowConsent,
  { client, resource }: { readonly client: string | null; readonly resource: string | null },
): readonly (ActionSpec | null)[] {
  const flowId = flow.id
  return [
    run && run.state !== 'running'
      ? {
          action: 'run',
          label: t(runWords[run.state]),
          variant: 'primary',
          why: client,
          send: () => command('consentRun', { flowId, open: run.open ?? 'tab' }),
        }
      : null,
    template.status && id !== null
      ? {
          action: 'status',
          label: t('panel.consent_strip.read_status'),
          why: resource,
          send: () => command('consentStatus', { flowId }),
        }
      : null,
    template.use && hasUserToken(flow)
      ? {
          action: 'use',
          label: callName(template.use),
          why: resource,
          ...(withdrawnAt !== null && { title: t('panel.consent_strip.try_old') }),
          send: () => command('consentUse', { flowId }),
        }
      : null,
    template.withdraw && id !== null && withdrawnAt === null
      ? {
          action: 'withdraw',
          label: t('panel.consent_strip.withdraw'),
          variant: 'danger',
          why: client,
          send: () => command('consentWithdraw', { flowId }),
        }
      : null,
  ]
}

const hasUserToken = ({ tokens }: Flow) =>
  tokens.some(({ kind, ofClient }) => kind === 'access_token' && !ofClient)

const runWords = {
  refused: 'panel.consent_strip.again',
  interrupted: 'panel.consent_strip.continue',
  paused: 'panel.consent_strip.authorize',
} as const
