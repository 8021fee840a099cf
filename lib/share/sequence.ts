import type { Flow } from '@/lib/flow/model/flow'
import type { MessageKind, OAuthMessage } from '@/lib/flow/model/message'
import { parseUrl } from '@/lib/model/url'
import type { ReportTexts } from './report-texts'

export type Lane = 'client' | 'browser' | 'server'

export const lanes: readonly Lane[] = ['client', 'browser', 'server']

/** One arrow of the sequence. */
export interface Step {
  readonly from: Lane
  readonly to: Lane
  readonly name: string
  /** Method and path, or a status. */
  readonly detail: string
  /** Milliseconds from the first message. */
  readonly offset: number
  /** The messages of the step: several only for redirects that follow each other. */
  readonly messages: readonly OAuthMessage[]
}

const atBrowser: Readonly<Partial<Record<MessageKind, readonly [from: Lane, to: Lane]>>> = {
  'authorization-request': ['browser', 'server'],
  hop: ['browser', 'server'],
  'authorization-response': ['browser', 'client'],
}

/** The arrows of a flow, in the order of its messages. */
export function stepsOf({ messages }: Flow, texts: ReportTexts): readonly Step[] {
  const start = messages[0]?.at ?? 0
  return foldHops(messages).map((group) => stepOf(group, start, texts))
}

/** Redirects and pages of the server that follow each other are one step. */
function foldHops(messages: readonly OAuthMessage[]): readonly (readonly OAuthMessage[])[] {
  const groups: OAuthMessage[][] = []
  for (const message of messages) {
    const last = groups.at(-1)
    if (message.kind === 'hop' && last?.[0]?.kind === 'hop') last.push(message)
    else groups.push([message])
  }
  return groups
}

function stepOf(messages: readonly OAuthMessage[], start: number, texts: ReportTexts): Step {
  const [message] = messages as [OAuthMessage]
  const isRequest = message.kind.endsWith('-request')
  const call = isRequest ? (['client', 'server'] as const) : (['server', 'client'] as const)
  const [from, to] = atBrowser[message.kind] ?? call
  const isFold = messages.length > 1
  return {
    from,
    to,
    name: isFold ? texts.say('pages', { count: messages.length }) : texts.message(message.kind),
    detail: isFold ? '' : detailOf(message),
    offset: message.at - start,
    messages,
  }
}

/** Method and path of a request, or the status of a response. */
function detailOf(message: OAuthMessage): string {
  if (message.kind === 'authorization-response')
    return message.status === null ? '' : String(message.status)
  if ('method' in message)
    return `${message.method} ${parseUrl(message.url)?.pathname ?? message.url}`
  return message.status === null ? '' : String(message.status)
}
