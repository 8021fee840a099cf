import type { Flow } from '@/lib/flow/model/flow'
import type { OAuthMessage } from '@/lib/flow/model/message'

/** What can be left out of a file that people read. */
export const contentNames = ['bodies', 'notes', 'redirects'] as const
export type Content = (typeof contentNames)[number]

/** A flow without some of its contents. Its verdicts stay, because they were computed before. */
export function withoutContents(flow: Flow, left: ReadonlySet<Content>): Flow {
  const { note, messages, ...rest } = flow
  return {
    ...rest,
    ...(note && !left.has('notes') && { note }),
    messages: messages
      .filter((message) => !left.has('redirects') || !isPlainRedirect(message))
      .map((message) => (left.has('bodies') ? withoutBody(message) : message)),
  }
}

/** A page of the login in which nothing was found. */
function isPlainRedirect({ kind, results }: OAuthMessage): boolean {
  return kind === 'hop' && results.every(({ outcome }) => outcome !== 'failed')
}

/** Only the body is left out. Parameters in the URL are kept. */
function withoutBody(message: OAuthMessage): OAuthMessage {
  if (!('body' in message)) return message
  return { ...message, body: '', ...('params' in message && hasForm(message) && { params: [] }) }
}

const hasForm = (message: { readonly body: string }) => message.body !== ''
