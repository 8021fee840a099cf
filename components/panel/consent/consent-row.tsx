import { ChevronRight } from 'lucide-react'
import { Icon, StatusIcon } from '@/components/ui/icon'
import { useNow } from '@/components/ui/time'
import type { Consent } from '@/lib/consent/consent'
import { headText, standingText } from './consent-text'

interface ConsentRowProps {
  /** Null in a flow without a consent. */
  readonly consent: Consent | null
  readonly isSelected: boolean
  readonly onSelect: () => void
  /** Moves on to the first message. */
  readonly onDown: () => void
}

/** The consent of a flow, above its messages. */
export function ConsentRow({ consent, ...rest }: ConsentRowProps) {
  return consent && <Row consent={consent} {...rest} />
}

interface RowProps extends ConsentRowProps {
  readonly consent: Consent
}

function Row({ consent, isSelected, onSelect, onDown }: RowProps) {
  const now = useNow(consent.life === 'expired' ? undefined : 0)
  return (
    <button
      type="button"
      className={`conrow${isSelected ? ' is-sel' : ''}`}
      aria-current={isSelected || undefined}
      data-consent
      onClick={onSelect}
      onKeyDown={(event) => {
        if (event.key !== 'ArrowDown') return
        event.preventDefault()
        onDown()
      }}
    >
      <StatusIcon status={consent.status} />
      <span className="conrow__b">
        <span className="cut">{headText(consent)}</span>
        <span className="meta cut">{standingText(consent, now)}</span>
      </span>
      <Icon of={ChevronRight} />
    </button>
  )
}
