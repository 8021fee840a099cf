import { Ago } from '@/components/ui/time'
import type { Flow } from '@/lib/flow/model/flow'
import type { AuthorizationResponse } from '@/lib/flow/model/message'
import { t } from '@/lib/i18n'
import { isCodeUsed } from '@/lib/flow/read/code-use'
import { membersOf } from '@/lib/flow/read/response-members'
import { param } from '@/lib/model/params'

interface StoryProps {
  readonly flow: Flow
  readonly response: AuthorizationResponse
}

/** Earlier actions on this response, unless the heading already says it all. */
export function Story({ flow, response }: StoryProps) {
  const lines = linesOf(flow, response)
  if (lines.length === 0) return null
  return (
    <ul className="held__story">
      {lines.map(({ key, text, at }) => (
        <li key={key}>
          {text}{' '}
          <span className="meta">
            <Ago at={at} />
          </span>
        </li>
      ))}
    </ul>
  )
}

interface Line {
  readonly key: string
  readonly text: string
  readonly at: number
}

function linesOf(flow: Flow, response: AuthorizationResponse): readonly Line[] {
  const { hold, replays, at } = response
  const code = param(membersOf(response), 'code')
  const sent = flow.messages.find(
    (message) => message.kind === 'token-request' && param(message.params, 'code') === code,
  )
  const releases = hold?.releases.filter(({ done }) => done > 0) ?? []
  const received: Line = { key: 'received', text: t('held.story.received'), at }
  return [
    ...(replays.length > 0 ? [received] : []),
    ...releases.map((release, index) => ({
      key: `release ${index}`,
      text:
        release.changes.length === 0
          ? t('held.story.released')
          : t('held.story.released_changed', release.changes.length),
      at: release.at,
    })),
    ...(code !== undefined && sent && isCodeUsed(flow, code)
      ? [{ key: 'sent', text: t('held.story.exchanged'), at: sent.at }]
      : []),
    ...replays.map((replay, index) => ({
      key: `replay ${index}`,
      text: t('held.story.replayed'),
      at: replay.at,
    })),
  ].toSorted((a, b) => a.at - b.at)
}
