import { useRef, useState } from 'react'
import { ask } from './ask'
import type { FlowToken } from '@/lib/flow/model/flow'
import type { CommandResult } from '@/lib/messaging/command-result'
import type { Protocol } from '@/lib/messaging/protocol'
import type { Issue } from '@/lib/model/issue'
import { command } from '@/lib/state/actions'

type ResourceCall = Omit<Parameters<Protocol['resourceRequest']>[0], 'flowId' | 'tokenId'>
type Grant = Parameters<Protocol['tokenGrant']>[0]

/** The actions on one token: each is its own command. */
const tokenActions = {
  refresh: 'tokenRefresh',
  userinfo: 'userinfoRequest',
  introspect: 'tokenIntrospect',
  revoke: 'tokenRevoke',
} as const

/** The actions on a held response, except the exchange. */
const heldActions = {
  focus: 'heldFocus',
  discard: 'holdDiscard',
  restore: 'holdRestore',
} as const
type HeldAction = keyof typeof heldActions

export type TokenAction = keyof typeof tokenActions

export interface FlowActions {
  /** The name of the running action: one at a time. */
  readonly pending: string | null
  /** Why the last action could not be sent. A dialog shows the issues of its own fields. */
  readonly issues: readonly Issue[]
  readonly dialogIssues: readonly Issue[]
  /** The user confirmed the exchange of an unsolicited code. */
  readonly exchange: (responseId: string, isConfirmed: boolean) => void
  readonly onHeld: (action: HeldAction, responseId: string) => void
  readonly onToken: (action: TokenAction, token: FlowToken) => void
  /** Resolves to whether the request was sent, so that a dialog stays open otherwise. */
  readonly resource: (token: FlowToken, call: ResourceCall) => Promise<boolean>
  readonly grant: (grant: Grant) => Promise<boolean>
  readonly addPar: (text: string) => Promise<boolean>
  /** Clears the issues of the last action when a dialog opens or closes. */
  readonly forgetIssues: () => void
}

const nothing: Failed = { name: '', issues: [] }

/** The message to show. */
type MessageResult = CommandResult<{ flowId: string; messageId: string }>

/** An action that could not be sent, and its issues. */
interface Failed {
  readonly name: string
  readonly issues: readonly Issue[]
}

/** The requests that Parley sends for a flow. Each response is passed on to be shown. */
export function useFlowActions(
  flowId: string,
  onResponse: (flowId: string, messageId: string) => void,
): FlowActions {
  const [pending, setPending] = useState<string | null>(null)
  const [failed, setFailed] = useState<Failed>(nothing)
  const busy = useRef(false)

  const start = async <T>(name: string, send: () => Promise<CommandResult<T>>) => {
    if (busy.current) return null
    busy.current = true
    setPending(name)
    setFailed(nothing)
    const result = await ask(send())
    busy.current = false
    setPending(null)
    if (!result.ok) setFailed({ name, issues: result.issues })
    return result
  }
  const run = async (name: string, send: () => Promise<MessageResult>): Promise<boolean> => {
    const result = await start(name, send)
    if (result?.ok) onResponse(result.flowId, result.messageId)
    return result?.ok ?? false
  }

  const inDialog = /^(?:grant|par|resource:.*)$/s.test(failed.name)
  return {
    pending,
    issues: inDialog ? [] : failed.issues,
    dialogIssues: inDialog ? failed.issues : [],
    exchange: (responseId, isConfirmed) =>
      void run('exchange', () =>
        command('codeExchange', { flowId, responseId, ...(isConfirmed && { confirmed: true }) }),
      ),
    onHeld: (action, responseId) =>
      void start(action, () => command(heldActions[action], { flowId, responseId })),
    onToken: (action, { id }) =>
      void run(pendingName(action, id), () =>
        command(tokenActions[action], { flowId, tokenId: id }),
      ),
    resource: ({ id }, call) =>
      run(pendingName('resource', id), () =>
        command('resourceRequest', { flowId, tokenId: id, ...call }),
      ),
    grant: (grant) => run('grant', () => command('tokenGrant', grant)),
    forgetIssues: () => setFailed(nothing),
    addPar: (text) => run('par', () => command('parAdd', { flowId, text })),
  }
}

/** The name of a running action on a token. */
export function pendingName(action: TokenAction | 'resource', tokenId: string): string {
  return `${action}:${tokenId}`
}
