import { Ellipsis, Lock } from 'lucide-react'
import { t } from '@/lib/i18n'
import type { KeyInfo } from '@/lib/model/key'
import { announce } from '@/components/ui/announcer'
import { Button, IconButton } from '@/components/ui/button'
import { CopyButton, copyText } from '@/components/ui/copy-button'
import { Icon, StatusIcon } from '@/components/ui/icon'
import { Menu } from '@/components/ui/menu'
import { algWarning, jwksText, jwkText, keyFacts } from './profile-key-facts'

interface KeyLineProps {
  readonly info: KeyInfo
  readonly onReplace: () => void
  readonly onEdit: () => void
  readonly onRemove: () => void
  /** Unlinks the key without removing it. */
  readonly onUnset: () => void
}

/** A stored key: its public facts, and its actions. */
export function KeyLine({ info, onReplace, onEdit, onRemove, onUnset }: KeyLineProps) {
  const warning = algWarning(info.alg)
  const copyJwks = async () => {
    const result = await copyText(jwksText(info))
    announce(t(result === 'copied' ? 'ui.copy.copied' : 'ui.copy.failed'))
  }
  return (
    <>
      <div className="keyline">
        <Icon of={Lock} />
        <div className="keyline__name">
          <span className="mono strong wrap">{info.kid}</span>{' '}
          <span className="meta">{keyFacts(info)}</span>
        </div>
        <div className="btns">
          <CopyButton value={jwkText(info)} label={t('ui.key.copy_jwk')}>
            {t('ui.key.copy_jwk')}
          </CopyButton>
          <Button onClick={onReplace}>{t('ui.key.replace')}</Button>
          <Menu
            label={t('ui.key.more')}
            align="end"
            items={[
              {
                id: 'jwks',
                label: t('ui.key.copy_jwks'),
                onSelect: () => void copyJwks(),
              },
              { id: 'edit', label: t('ui.key.edit'), onSelect: onEdit },
              null,
              { id: 'unset', label: t('ui.key.unset'), onSelect: onUnset },
              { id: 'remove', label: t('ui.key.remove'), danger: true, onSelect: onRemove },
            ]}
            // oxlint-disable-next-line react/no-unstable-nested-components -- called, not mounted
            trigger={(props) => (
              <IconButton label={t('ui.key.more')} {...props}>
                <Icon of={Ellipsis} />
              </IconButton>
            )}
          />
        </div>
        <div className="meta mono cut" title={info.thumbprint}>
          {info.thumbprint}
        </div>
      </div>
      {warning !== null && (
        <div className="hint">
          <StatusIcon status="warn" />
          <span>{warning}</span>
        </div>
      )}
      <p className="hint">{t('ui.key.stored')}</p>
    </>
  )
}
