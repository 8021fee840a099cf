import { useState, type ComponentProps } from 'react'
import { Copy, Ellipsis, FileText, Share, Terminal } from 'lucide-react'
import { announce } from '@/components/ui/announcer'
import { useSharing } from '@/components/connected/sharing'
import { ask } from '@/components/connected/ask'
import { IconButton } from '@/components/ui/button'
import { CopyButton, copyText } from '@/components/ui/copy-button'
import { Icon } from '@/components/ui/icon'
import { issueText } from '@/components/ui/issue-line'
import { plainText } from '@/components/ui/prose'
import { Menu, type MenuItem, type TriggerProps } from '@/components/ui/menu'
import type { Flow } from '@/lib/flow/model/flow'
import type { OAuthMessage } from '@/lib/flow/model/message'
import { command } from '@/lib/state/actions'
import { useMirror } from '@/lib/state/mirror'
import { shells, type Shell } from '@/lib/model/shell'
import { t } from '@/lib/i18n'
import { isEndpointRequest, isEndpointResponse } from '@/lib/flow/read/endpoint-response'

interface MessageCopiesProps {
  flow: Flow
  message: OAuthMessage
  /** Opens the export of the flow. */
  onExport: () => void
}

/** What can be copied of a message: as Markdown, its report, and as cURL if it is a request or has one. */
export function MessageCopies({ flow, message, onExport }: MessageCopiesProps) {
  const { copyReport, copyPart } = useSharing()
  const { refused, curl, items } = useCurl(flow, message)
  return (
    <>
      {refused !== null && (
        <span className="meta cut" role="alert" title={refused}>
          {refused}
        </span>
      )}
      {curl && <CopyButton {...curl} />}
      <Menu
        label={t('panel.curl.more')}
        align="end"
        trigger={More}
        items={[
          {
            id: 'message',
            label: t('panel.share.copy_message'),
            icon: <Icon of={FileText} />,
            onSelect: () => copyPart(flow.id, { messageId: message.id }),
          },
          ...items,
          null,
          {
            id: 'report',
            label: t('panel.share.copy_report'),
            icon: <Icon of={Copy} />,
            keyHint: 'Shift+C',
            onSelect: () => copyReport([flow.id]),
          },
          {
            id: 'export',
            label: t('panel.share.menu_export'),
            icon: <Icon of={Share} />,
            keyHint: 'E',
            onSelect: onExport,
          },
        ]}
      />
    </>
  )
}

interface Curl {
  /** Why no command could be made; null if nothing was refused. */
  readonly refused: string | null
  /** The command for the shell of the settings; null without a request. */
  readonly curl: ComponentProps<typeof CopyButton> | null
  readonly items: readonly MenuItem[]
}

/** A request by Parley or a page, or the request of a response, as a cURL command. */
function useCurl(flow: Flow, message: OAuthMessage): Curl {
  const [refused, setRefused] = useState<string | null>(null)
  const chosen = useMirror(({ settings }) => settings.shell ?? 'posix')
  const messageId = requestIdOf(message)
  if (messageId === null) return { refused: null, curl: null, items: [] }
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
  return {
    refused,
    curl: {
      value: () => curl(false, null),
      label: t('panel.curl.copy', [t(names[chosen])]),
    },
    items: [
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
    ],
  }
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
