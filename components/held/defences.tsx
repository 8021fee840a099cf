import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { defenceName, defenceWords } from '@/components/ui/defence-text'
import { StatusIcon } from '@/components/ui/icon'
import { plainText, Prose } from '@/components/ui/prose'
import { SpecLink } from '@/components/ui/spec-link'
import { type DefenceOff, type DefenceOffer, defenceRefs } from '@/lib/flow/read/defences'
import type { Defence } from '@/lib/flow/model/hold'
import { t } from '@/lib/i18n'

const reasons = {
  'no-code': 'held.defence_off.no_code',
  'no-state': 'held.defence_off.no_state',
  'no-iss': 'held.defence_off.no_iss',
  signed: 'held.defence_off.signed',
  'no-used-code': 'held.defence_off.no_used_code',
  'no-other-code': 'held.defence_off.no_other_code',
} as const satisfies Record<DefenceOff, string>

interface DefencesProps {
  readonly offers: readonly DefenceOffer[]
  readonly pressed: Defence | null
  readonly onPress: (offer: DefenceOffer) => void
}

/**
 * Buttons that test whether the app defends itself: each fills the fields, or says why it cannot.
 */
export function Defences({ offers, pressed, onPress }: DefencesProps) {
  // A tooltip appears only under the mouse.
  const [focused, setFocused] = useState<DefenceOff | null>(null)
  return (
    <div className="defences" role="group" aria-labelledby="defences">
      <span className="label" id="defences">
        {t('held.defence.title')}
      </span>
      {offers.map((offer) => (
        <Button
          key={offer.defence}
          aria-pressed={offer.defence === pressed}
          aria-disabled={offer.off === null ? undefined : true}
          title={offer.off === null ? undefined : plainText(t(reasons[offer.off]))}
          onFocus={() => setFocused(offer.off)}
          onBlur={() => setFocused(null)}
          onClick={() => offer.off === null && onPress(offer)}
        >
          {defenceName(offer.defence)}
        </Button>
      ))}
      {focused && (
        <p className="defences__why meta">
          <Prose>{t(reasons[focused])}</Prose>
        </p>
      )}
    </div>
  )
}

/** The behaviour of a correct app, and its clause. */
export function Expect({ defence }: { readonly defence: Defence }) {
  const [who, what] = defenceWords(defence)
  return (
    <div className="expect">
      <StatusIcon status="info" />
      <div>
        <span className="strong">{who}</span>: <Prose>{what}</Prose>{' '}
        <SpecLink specRef={defenceRefs[defence]} />
        <br />
        <span className="meta">{t('held.expect.not_seen')}</span>
      </div>
    </div>
  )
}
