import { useRef, useState } from 'react'
import { ask } from './ask'
import type { FlowToken } from '@/lib/flow/model/flow'
import type { CommandResult, Protocol } from '@/lib/messaging/protocol'
import type { Issue } from '@/lib/model/issue'
import { command } from '@/lib/state/actions'

type ResourceCall = Omit<Parameters<Protocol['resourceRequest']>[0], 'flowId' | 'tokenId'>
type Grant = Parameters<Protocol['tokenGrant']>[0]

/** What can be done with one token: each is a command of its own. */
const tokenActions = {
  refresh: 'tokenRefresh',
  userinfo: 'userinfoRequest',
  introspect: 'tokenIntrospect',
  revoke: 'tokenRevoke',
} as const

/** What can be done with a held response beside exchanging it. */
const heldActions = {
  focus: 'heldFocus',
  discard: 'holdDiscard',
  restore: 'holdRestore',
} as const
type HeldAction = keyof typeof heldActions

export type TokenAction = keyof typeof tokenActions

export interface FlowActions {
  /** What is under way: one of these at a time. */
  readonly pending: string | null
  /** Why the last one could not be sent; what a dialog asked for is told there. */
  readonly issues: readonly Issue[]
  readonly dialogIssues: readonly Issue[]
  readonly exchange: (responseId: string | null) => void
  readonly onHeld: (action: HeldAction, responseId: string) => void
  readonly onToken: (action: TokenAction, token: FlowToken) => void
  /** These tell whether it was done, so that a dialog stays open where it was not. */
  readonly resource: (token: FlowToken, call: ResourceCall) => Promise<boolean>
  readonly grant: (grant: Grant) => Promise<boolean>
  readonly addPar: (text: string) => Promise<boolean>
  /** Forgets why the last one could not be sent, as a dialog is closed or opened. */
  readonly forgetIssues: () => void
}

const nothing: Failed = { name: '', issues: [] }

/** The message to be looked at. */
type Came = CommandResult<{ flowId: string; messageId: string }>

/** What could not be sent, and why. */
interface Failed {
  readonly name: string
  readonly issues: readonly Issue[]
}

/** The requests that Parley makes for a flow; what came back is handed over to be looked at. */
export function useFlowActions(
  flowId: string,
  onAnswer: (flowId: string, messageId: string) => void,
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
  const run = async (name: string, send: () => Promise<Came>): Promise<boolean> => {
    const result = await start(name, send)
    if (result?.ok) onAnswer(result.flowId, result.messageId)
    return result?.ok ?? false
  }

  const inDialog = /^(?:grant|par|resource:.*)$/s.test(failed.name)
  return {
    pending,
    issues: inDialog ? [] : failed.issues,
    dialogIssues: inDialog ? failed.issues : [],
    exchange: (responseId) =>
      void run('exchange', () => command('codeExchange', { flowId, responseId })),
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

/** What an action on a token is called while it is under way. */
export function pendingName(action: TokenAction | 'resource', tokenId: string): string {
  return `${action}:${tokenId}`
}
