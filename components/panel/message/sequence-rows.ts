import type {
  AuthorizationResponse,
  Hop,
  MessageKind,
  OAuthMessage,
} from '@/lib/flow/model/message'
import { isMadeByParley, mayBeUsedUnseen } from '@/lib/flow/read/third-party'
import type { Flow } from '@/lib/flow/model/flow'
import { membersOf } from '@/lib/flow/read/response-members'
import { param } from '@/lib/model/params'

/** A message that must have been sent between servers, which the browser cannot observe. */
export type NotVisibleMessage = 'par-request' | 'par-response' | 'token-request'

/** The two lanes that an arrow joins: client, browser, server, resource. */
type Span = 'cs' | 'bs' | 'cb' | 'cr'

export interface Arrow {
  readonly span: Span
  readonly toward: 'server' | 'client'
}

interface RowBase {
  readonly id: string
  readonly level: 1 | 2
}

export interface MessageRow extends RowBase {
  readonly kind: 'message'
  readonly message: OAuthMessage
  /** Milliseconds since the first message. */
  readonly offset: number
  readonly arrows: readonly Arrow[]
}

/** Consecutive login redirects, folded into one row. */
export interface FoldRow extends RowBase {
  readonly kind: 'fold'
  readonly hops: readonly Hop[]
  readonly offset: number
  /** Milliseconds from the first hop to the last. */
  readonly took: number
  readonly open: boolean
}

export interface NotVisibleRow extends RowBase {
  readonly kind: 'not-visible'
  readonly notVisible: NotVisibleMessage
  readonly arrows: readonly Arrow[]
}

export type SequenceRow = MessageRow | FoldRow | NotVisibleRow

const toServer: readonly Arrow[] = [{ span: 'cs', toward: 'server' }]
const toClient: readonly Arrow[] = [{ span: 'cs', toward: 'client' }]

const arrows: Readonly<Record<MessageKind | NotVisibleMessage, readonly Arrow[]>> = {
  'par-request': toServer,
  'par-response': toClient,
  'authorization-request': [{ span: 'bs', toward: 'server' }],
  hop: [{ span: 'bs', toward: 'server' }],
  'authorization-response': [
    { span: 'bs', toward: 'client' },
    { span: 'cb', toward: 'client' },
  ],
  'token-request': toServer,
  'token-response': toClient,
  'userinfo-request': toServer,
  'userinfo-response': toClient,
  'introspection-request': toServer,
  'introspection-response': toClient,
  'backchannel-request': toServer,
  'backchannel-response': toClient,
  'device-request': toServer,
  'device-response': toClient,
  'registration-request': toServer,
  'registration-response': toClient,
  'revocation-request': toServer,
  'revocation-response': toClient,
  'resource-request': [{ span: 'cr', toward: 'server' }],
  'resource-response': [{ span: 'cr', toward: 'client' }],
}

/**
 * The rows of the sequence in chronological order; `open` has the ids of the unfolded folds. A request that
 * Parley made was pushed by Parley, if at all, and only Parley can exchange its code.
 */
export function sequenceRows(
  flow: Pick<Flow, 'messages' | 'madeByParley'>,
  open: ReadonlySet<string>,
): readonly SequenceRow[] {
  const { messages } = flow
  const sorted = messages.toSorted((a, b) => a.at - b.at)
  const start = sorted[0]?.at ?? 0
  const seen = new Set(sorted.map(({ kind }) => kind))
  const pushed = seen.has('par-response') || isMadeByParley(flow)
  const firstReference = sorted.find((message) => !pushed && namesPushed(message))
  const lastCode = sorted.findLast(bringsCode)
  const isUsedUnobserved = lastCode !== undefined && mayBeUsedUnseen(flow, lastCode)
  return groups(sorted).flatMap((group): readonly SequenceRow[] => {
    if (Array.isArray(group)) return foldRows(group, start, open)
    const row = messageRow(group, start, 1)
    if (group.kind === 'par-response' && !seen.has('par-request') && !isMadeByParley(flow))
      return [notVisibleRow('par-request', group.id), row]
    if (group === firstReference)
      return [notVisibleRow('par-request', group.id), notVisibleRow('par-response', group.id), row]
    if (group === lastCode && isUsedUnobserved)
      return [row, notVisibleRow('token-request', group.id)]
    return [row]
  })
}

/**
 * A request object may also be at a URL that was not pushed.
 *
 * @see [RFC 9101](https://www.rfc-editor.org/rfc/rfc9101.html#section-5.2)
 */
function namesPushed(message: OAuthMessage): boolean {
  if (message.kind !== 'authorization-request') return false
  const requestUri = param(message.params, 'request_uri')
  return requestUri !== undefined && !/^https?:/i.test(requestUri)
}

function bringsCode(message: OAuthMessage): message is AuthorizationResponse {
  return (
    message.kind === 'authorization-response' && param(membersOf(message), 'code') !== undefined
  )
}

/** Groups consecutive hops; every other message is alone. */
function groups(
  messages: readonly OAuthMessage[],
): readonly (Exclude<OAuthMessage, Hop> | Hop[])[] {
  const result: (Exclude<OAuthMessage, Hop> | Hop[])[] = []
  for (const message of messages) {
    const last = result.at(-1)
    if (message.kind !== 'hop') result.push(message)
    else if (Array.isArray(last)) last.push(message)
    else result.push([message])
  }
  return result
}

function foldRows(
  hops: readonly Hop[],
  start: number,
  open: ReadonlySet<string>,
): readonly SequenceRow[] {
  const first = hops[0]
  const last = hops.at(-1)
  if (!first || !last) return []
  const id = `fold:${first.id}`
  const fold: FoldRow = {
    kind: 'fold',
    id,
    level: 1,
    hops,
    offset: first.at - start,
    took: last.at - first.at,
    open: open.has(id),
  }
  return [fold, ...(fold.open ? hops.map((hop) => messageRow(hop, start, 2)) : [])]
}

function messageRow(message: OAuthMessage, start: number, level: 1 | 2): MessageRow {
  const { id, kind, at } = message
  return { kind: 'message', id, level, message, offset: at - start, arrows: arrows[kind] }
}

function notVisibleRow(notVisible: NotVisibleMessage, rowId: string): NotVisibleRow {
  return {
    kind: 'not-visible',
    id: `${notVisible}:${rowId}`,
    level: 1,
    notVisible,
    arrows: arrows[notVisible],
  }
}
