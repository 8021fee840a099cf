import { ChevronDown, ChevronRight } from 'lucide-react'
import { IconButton } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { useMedia } from '@/components/ui/use-media'
import { useState } from 'react'
import { rowLabel } from '@/components/panel/message/sequence-text'
import type { SequenceRow } from '@/components/panel/message/sequence-rows'
import { t } from '@/lib/i18n'

/** A window in which the sequence is above the inspector and too low for both. */
const lowWindow = '(max-width: 639px) and (max-height: 639px)'

/** Whether a part above the inspector is folded: in a low window at first, then as the user chose. */
export function useFolded(): readonly [boolean, (isFolded: boolean) => void] {
  const [chosen, setChosen] = useState<boolean | null>(null)
  const isLow = useMedia(lowWindow)
  return [chosen ?? isLow, setChosen]
}

interface FoldButtonProps {
  readonly isFolded: boolean
  readonly onFolded: (isFolded: boolean) => void
}

export function FoldButton({ isFolded, onFolded }: FoldButtonProps) {
  return (
    <IconButton
      label={t(isFolded ? 'panel.sequence.unfold' : 'panel.sequence.fold')}
      aria-expanded={!isFolded}
      onClick={() => onFolded(!isFolded)}
    >
      <Icon of={isFolded ? ChevronRight : ChevronDown} />
    </IconButton>
  )
}

interface FoldedSequenceProps {
  readonly rows: readonly SequenceRow[]
  readonly selectedId: string | null
  readonly onSelect: (id: string) => void
}

/** The sequence in one line: the selected message, and a choice of the others. */
export function FoldedSequence({ rows, selectedId, onSelect }: FoldedSequenceProps) {
  return (
    <div className="bar seq-fold">
      <select
        className="pick grow"
        aria-label={t('panel.sequence.message')}
        value={selectedId ?? ''}
        onChange={({ target }) => onSelect(target.value)}
      >
        {rows.map((row) => (
          <option key={row.id} value={row.id}>
            {rowLabel(row)}
          </option>
        ))}
      </select>
    </div>
  )
}
