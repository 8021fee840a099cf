import { EmptyState } from '@/components/ui/empty-state'
import { Scroll } from '@/components/ui/scroll'
import { t } from '@/lib/i18n'
import { SdJwtSection } from '@/components/panel/message/sd-jwt-section'
import { TokenDetails, type TokenActions } from '@/components/panel/message/token-details'
import type { Inspection } from '@/components/connected/use-inspection'
import { InspectionState } from '@/components/panel/message/inspection-state'

interface DecodedPanesProps {
  readonly inspection: Inspection
  readonly text: string
  /** Nothing was pasted. */
  readonly isEmpty: boolean
  /** The disclosures of an SD-JWT have a pane of their own. */
  readonly isDivided: boolean
  readonly actions: TokenActions
}

/** What a token says, and beside it the disclosures of an SD-JWT. */
export function DecodedPanes(props: DecodedPanesProps) {
  const { inspection, text, isEmpty, isDivided, actions } = props
  const { view, retry } = inspection
  return (
    <>
      <section className="pane pane--rest pane--token-out" aria-label={t('panel.tokens.decoded')}>
        <InspectionState inspection={inspection} />
        {view && (
          <TokenDetails
            view={view}
            text={text}
            isDivided={isDivided}
            actions={actions}
            onRetry={retry}
          />
        )}
        {isEmpty && (
          <EmptyState title={t('panel.tokens.empty')}>
            <p>{t('panel.tokens.empty_text')}</p>
          </EmptyState>
        )}
      </section>
      {view && isDivided && (
        <section className="pane" aria-label={t('panel.sd_jwt.disclosures')}>
          <Scroll label={t('panel.sd_jwt.table')}>
            <SdJwtSection view={view} onRetry={retry} />
          </Scroll>
        </section>
      )}
    </>
  )
}
