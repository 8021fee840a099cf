import { useState } from 'react'
import { Copy, Ellipsis, Terminal } from 'lucide-react'
import { announce } from '@/components/ui/announcer'
import { ask } from '@/components/connected/ask'
import { IconButton } from '@/components/ui/button'
import { CopyButton, copyText } from '@/components/ui/copy-button'
import { Icon } from '@/components/ui/icon'
import { issueText } from '@/components/ui/issue-line'
import { plainText } from '@/components/ui/prose'
import { Menu, type TriggerProps } from '@/components/ui/menu'
import type { Flow } from '@/lib/flow/model/flow'
import type { OAuthMessage } from '@/lib/flow/model/message'
import { command } from '@/lib/state/actions'
import { useMirror } from '@/lib/state/mirror'
import { shells, type Shell } from '@/lib/model/shell'
import { t } from '@/lib/i18n'
import { isEndpointRequest, isEndpointResponse } from '@/lib/flow/read/endpoint-response'

interface CurlButtonsProps {
  flow: Flow
  message: OAuthMessage
}

/** A request by Parley or a page, or the request of a response, as a cURL command. */
export function CurlButtons({ flow, message }: CurlButtonsProps) {
  const [refused, setRefused] = useState<string | null>(null)
  const chosen = useMirror(({ settings }) => settings.shell ?? 'posix')
  const messageId = requestIdOf(message)
  if (messageId === null) return null
  const curl = async (secrets: boolean, shell: Shell | null): Promise<string | null> => {
    const sent = { flowId: flow.id, messageId, secrets, shell }
    const result = await ask(command('requestCurl', sent))
    setRefused(result.ok ? null : plainText(result.issues.map(issueText).join(' ')))
    return result.ok ? result.text : null
  }
  const copy = async (secrets: boolean, shell: Shell | null) => {
    const copied = await copyText(() => curl(secrets, shell))
    announce(t(copied === 'copied' ? 'ui.copy.copied' : 'ui.copy.failed'))
  }
  return (
    <>
      {refused !== null && (
        <span className="meta cut" role="alert" title={refused}>
          {refused}
        </span>
      )}
      <CopyButton
        value={() => curl(false, null)}
        label={t('panel.curl.copy', [t(names[chosen])])}
      />
      <Menu
        label={t('panel.curl.more')}
        align="end"
        trigger={More}
        items={[
          ...shells.map((shell) => ({
            id: shell,
            label: t('panel.curl.copy', [t(names[shell])]),
            icon: <Icon of={Copy} />,
            onSelect: () => void copy(false, shell),
          })),
          {
            id: 'secrets',
            label: t('panel.curl.secrets'),
            icon: <Icon of={Terminal} />,
            onSelect: () => void copy(true, null),
          },
        ]}
      />
    </>
  )
}

const names = {
  posix: 'panel.curl.posix',
  cmd: 'panel.curl.cmd',
  powershell: 'panel.curl.powershell',
} as const

function More(props: TriggerProps) {
  return (
    <IconButton label={t('panel.curl.more')} {...props}>
      <Icon of={Ellipsis} />
    </IconButton>
  )
}

/**
 * The endpoint request of a message, or of the request that it responds to; null if it was not
 * observed.
 */
function requestIdOf(message: OAuthMessage): string | null {
  if (message.source !== 'parley' && message.source !== 'devtools') return null
  if (isEndpointRequest(message)) return message.id
  return isEndpointResponse(message) ? message.requestMessageId : null
}
