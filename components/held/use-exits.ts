import { useRef, useState, type ReactNode } from 'react'
import { ask } from '@/components/connected/ask'
import { useHoldings, whyNoCall, whyNoPush } from '@/components/connected/can-push'
import { useExchangeQuestion } from '@/components/connected/exchange-question'
import { hostOf } from '@/components/ui/format'
import { issueText } from '@/components/ui/issue-line'
import { useFlowProfile } from '@/components/connected/use-flow-profile'
import type { Flow } from '@/lib/flow/model/flow'
import type { AuthorizationResponse } from '@/lib/flow/model/message'
import type { CommandResult } from '@/lib/messaging/command-result'
import type { Issue } from '@/lib/model/issue'
import { command } from '@/lib/state/actions'
import { useHost } from '@/lib/state/host'
import { t } from '@/lib/i18n'
import type { Exit } from './exits'
import { exitsOf, type ExitName } from './exit-plan'
import { discardText, exchangeWords, releaseWords } from './exit-text'
import type { Situation } from './situation'
import type { DraftState } from './use-draft'
import { membersOf } from '@/lib/flow/read/response-members'
import { param } from '@/lib/model/params'
import { acceptsForm } from '@/lib/model/url'

interface ExitParts {
  readonly flow: Flow
  readonly response: AuthorizationResponse
  readonly situation: Situation
  readonly state: DraftState
  /** The number of differences between a release and a real redirect. */
  readonly differences: number
  /** The label of the request, for pushing it again. */
  readonly label: string | null
}

export interface ExitState {
  readonly names: readonly ExitName[]
  readonly exits: Readonly<Record<ExitName, Exit>>
  /** Why the last action failed. */
  readonly issues: readonly Issue[]
  /** The confirmation dialog before an exchange; null if it is closed. */
  readonly question: ReactNode
}

/** The actions on a held response, one at a time. */
export function useExits(parts: ExitParts): ExitState {
  const { flow, response, situation, state, differences, label } = parts
  const host = useHost()
  const profile = useFlowProfile(flow)
  const holdings = useHoldings()
  const [pending, setPending] = useState<ExitName | null>(null)
  const [issues, setIssues] = useState<readonly Issue[]>([])
  const busy = useRef(false)
  const ids = { flowId: flow.id, responseId: response.id }
  const members = membersOf(response)
  const noCall = whyNoCall(profile, holdings, 'token')
  const isSendable = response.responseMode !== 'form' || acceptsForm(response.target)
  const noRelease = isSendable ? null : issueText({ code: 'release_form_ipv6' })
  const off = new Set<ExitName>()
  if (noCall !== null) off.add('exchange')
  if (noRelease !== null) off.add('release')

  const run = (name: ExitName, send: () => Promise<CommandResult<object>>) => async () => {
    if (busy.current) return
    busy.current = true
    setPending(name)
    setIssues([])
    const result = await ask(send())
    busy.current = false
    setPending(null)
    if (!result.ok) setIssues(result.issues)
  }
  const way = (
    name: ExitName,
    [text, consequence]: readonly [string, string],
    send: () => Promise<CommandResult<object>>,
  ): Exit => ({
    label: text,
    consequence,
    pending: pending === name,
    run: () => void run(name, send)(),
  })
  const exchange = (isConfirmed: boolean) =>
    command('codeExchange', { ...ids, ...(isConfirmed && { confirmed: true }) })
  const { start, question } = useExchangeQuestion(
    response,
    (isConfirmed) => void run('exchange', () => exchange(isConfirmed))(),
  )
  const at = { response, situation, edited: state.edited, host: hostOf(response.target) }
  const overrides = { label, redirectUri: flow.requested.redirectUri, state: null, nonce: null }

  return {
    names: exitsOf({
      situation,
      edited: state.edited,
      hasCode: param(members, 'code') !== undefined,
      off,
      canPush: whyNoPush(profile, holdings) === null,
    }),
    issues,
    question,
    exits: {
      exchange: {
        ...way('exchange', exchangeWords({ ...at, issuer: flow.issuer }), () => exchange(false)),
        off: noCall,
        run: start,
      },
      release: {
        ...way('release', releaseWords({ ...at, state, differences }), () =>
          command('holdRelease', { ...ids, params: state.params, defence: state.defence }),
        ),
        off: noRelease,
      },
      'release-used': {
        ...way(
          'release-used',
          [t('held.exit.release_used'), t('held.exit.release_used_text')],
          () => command('holdRelease', { ...ids, params: null, defence: 'used-code' }),
        ),
        off: noRelease,
      },
      discard: way('discard', [t('held.exit.discard'), discardText(members)], () =>
        command('holdDiscard', ids),
      ),
      undo: way('undo', [t('held.exit.undo'), t('held.exit.undo_text')], () =>
        command('holdRestore', ids),
      ),
      push: way('push', [t('held.exit.push'), t('held.exit.push_text')], () =>
        command('requestPush', { profileId: flow.profileId, overrides, open: 'tab' }),
      ),
      inspect: {
        label: t('held.exit.inspect'),
        consequence: t('held.exit.inspect_text'),
        run: () => void command('panelOpen', { flowId: flow.id, screen: 'flows' }),
      },
      close: {
        label: t('held.exit.close'),
        consequence: t('held.exit.close_text'),
        run: () => host.leave(),
      },
    },
  }
}
