import { Button } from '@/components/ui/button'
import { StatusIcon } from '@/components/ui/icon'
import { Prose } from '@/components/ui/prose'
import { SpecLink } from '@/components/ui/spec-link'
import { useFocusOnMount } from '@/components/ui/use-focus-on-mount'
import { t } from '@/lib/i18n'

interface ExchangeAskProps {
  /** The host that would receive the code; null if it is not known. */
  readonly host: string | null
  readonly clientId: string
  /** A `code_verifier` would be sent with it. */
  readonly hasVerifier: boolean
  readonly onConfirm: () => void
  readonly onCancel: () => void
}

/**
 * Asks in place before the code of an unsolicited response is exchanged.
 *
 * @see [RFC 9700](https://www.rfc-editor.org/rfc/rfc9700.html#section-4.5)
 */
export function ExchangeAsk(props: ExchangeAskProps) {
  const { host, clientId, hasVerifier, onConfirm, onCancel } = props
  const cancel = useFocusOnMount(true)
  const goes = hasVerifier ? 'popup.ask.goes' : 'popup.ask.goes_without'
  return (
    <div className="exp exp--warn" role="alertdialog" aria-label={t('ui.unsolicited.title')}>
      <div className="exp__t">
        <StatusIcon status="warn" />
        <span>{t('ui.unsolicited.title')}</span>
      </div>
      <p>
        <Prose>{t('ui.unsolicited.text')}</Prose>
      </p>
      <p className="meta wrap">
        <SpecLink specRef="RFC9700-4.5" />
        {host !== null && (
          <>
            {'. '}
            <Prose>{t(goes, [host, clientId])}</Prose>
          </>
        )}
      </p>
      <div className="btns">
        <Button ref={cancel} variant="primary" onClick={onCancel}>
          {t('popup.ask.cancel')}
        </Button>
        <Button onClick={onConfirm}>{t('popup.ask.confirm', [clientId])}</Button>
      </div>
    </div>
  )
}
