import { ChevronDown, Copy } from 'lucide-react'
import { announce } from '@/components/ui/announcer'
import { Button } from '@/components/ui/button'
import { CopyButton, copyText } from '@/components/ui/copy-button'
import { Icon } from '@/components/ui/icon'
import { Menu, type MenuItem } from '@/components/ui/menu'
import type { TokenCopies } from '@/lib/flow/read/token-copies'
import { t } from '@/lib/i18n'
import { useLetter } from './letters'

interface DockCopyProps {
  readonly copies: TokenCopies
  /** The body of the token response. */
  readonly body: string
}

/** Copies the tokens of the latest response, for other tools. */
export function DockCopy({ copies: { tokens, accessToken, header }, body }: DockCopyProps) {
  const copyHeader = () => header !== null && void copy(header)
  useLetter('H', copyHeader)
  const items: readonly (MenuItem | null)[] = [
    ...(header === null
      ? []
      : [itemOf('header', t('popup.copy.header'), header, { keyHint: 'H' })]),
    ...tokens.map(({ kind, value }) =>
      itemOf(kind, kind, value, kind === 'access_token' ? { keyHint: 'T' } : {}),
    ),
    null,
    itemOf('body', t('popup.copy.response'), body),
  ]
  return (
    <>
      {accessToken && (
        <CopyButton
          variant="primary"
          icon={<Icon of={Copy} />}
          value={accessToken.value}
          label={t('popup.copy.access_token')}
          aria-keyshortcuts="T"
        >
          {t('popup.copy.access_token')}
        </CopyButton>
      )}
      <Menu
        label={t('popup.copy.menu')}
        items={items}
        // oxlint-disable-next-line react/no-unstable-nested-components -- called, not mounted
        trigger={(props) => (
          <Button {...props}>
            {t('popup.copy.menu')}
            <Icon of={ChevronDown} />
          </Button>
        )}
      />
    </>
  )
}

function itemOf(id: string, label: string, value: string, more: Partial<MenuItem> = {}): MenuItem {
  return { id, label, onSelect: () => void copy(value), ...more }
}

async function copy(value: string): Promise<void> {
  announce(t((await copyText(value)) === 'copied' ? 'ui.copy.copied' : 'ui.copy.failed'))
}
