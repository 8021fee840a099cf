import { ArrowLeftRight, Copy } from 'lucide-react'
import type { ReactNode } from 'react'
import { IconButton } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { Icon } from '@/components/ui/icon'
import { Segmented } from '@/components/ui/segmented'
import { t } from '@/lib/i18n'

interface CompareHeadProps {
  /** What is compared; absent if the screen compares one kind only. */
  readonly children?: ReactNode
  readonly sides: readonly [a: ReactNode, b: ReactNode]
  readonly onSwap: () => void
  readonly isAll: boolean
  readonly onAll: (isAll: boolean) => void
  /** The difference as Markdown, without secrets; null while nothing is compared. */
  readonly markdown: (() => string) | null
}

/** Both sides of a comparison, and what is shown of it. */
export function CompareHead(props: CompareHeadProps) {
  const { children, sides, onSwap, isAll, onAll, markdown } = props
  return (
    <div className="cmp__head">
      {children}
      <span className="grow" />
      <Segmented
        label={t('panel.share.show')}
        options={[
          { value: 'differences', label: t('panel.share.differences') },
          { value: 'all', label: t('panel.share.all') },
        ]}
        value={isAll ? 'all' : 'differences'}
        onChange={(value) => onAll(value === 'all')}
      />
      {markdown && (
        <CopyButton
          value={() => Promise.resolve(markdown())}
          label={t('panel.share.copy_difference')}
          icon={<Icon of={Copy} />}
        >
          {t('panel.share.copy_difference')}
        </CopyButton>
      )}
      <div className="cmp__sides">
        <Side name="A">{sides[0]}</Side>
        <IconButton label={t('panel.share.swap')} aria-keyshortcuts="S" onClick={onSwap}>
          <Icon of={ArrowLeftRight} />
        </IconButton>
        <Side name="B">{sides[1]}</Side>
      </div>
    </div>
  )
}

function Side({ name, children }: { readonly name: 'A' | 'B'; readonly children: ReactNode }) {
  return (
    <div className="cmp__side">
      <span className="cmp__ab" aria-hidden="true">
        {name}
      </span>
      {children}
    </div>
  )
}
