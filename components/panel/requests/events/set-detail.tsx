import { useState } from 'react'
import { InspectionState } from '@/components/panel/message/inspection-state'
import { TokenDetails } from '@/components/panel/message/token-details'
import { useInspection } from '@/components/connected/use-inspection'
import { ActionButton } from '@/components/ui/action-button'
import { t } from '@/lib/i18n'
import { setErrorCodes, type SetErrorCode } from '@/lib/oauth/event-poll'
import type { FeedSet } from '@/lib/storage/event-feeds'
import { onlySettles, type Polling } from './use-poll'

interface SetDetailProps {
  readonly set: FeedSet
  readonly polling: Polling
  /** Why nothing can be sent; null if it can. */
  readonly off: string | null
}

/** A SET, verified and explained, and what acknowledges or refuses it. */
export function SetDetail({ set: { jti, text, state }, polling, off }: SetDetailProps) {
  const inspection = useInspection({
    text,
    flowId: null,
    jwks: null,
    nonce: null,
    payload: null,
    kind: null,
    anyKey: false,
  })
  const [err, setErr] = useState<SetErrorCode>('invalid_request')
  const { view, retry } = inspection
  const refuse = () =>
    polling.poll({
      ...onlySettles,
      setErrs: { [jti]: { err, description: t('panel.events.refusal') } },
    })
  return (
    <>
      {state === 'new' && (
        <div className="pv set-acts">
          <ActionButton
            off={off}
            pending={polling.pending}
            onClick={() => polling.poll({ ...onlySettles, ack: [jti] })}
          >
            {t('panel.events.acknowledge')}
          </ActionButton>
          <span className="grow" />
          <select
            className="pick mono"
            aria-label={t('panel.events.reason')}
            value={err}
            onChange={({ target }) =>
              setErr(setErrorCodes.find((code) => code === target.value) ?? err)
            }
          >
            {setErrorCodes.map((code) => (
              <option key={code}>{code}</option>
            ))}
          </select>
          <ActionButton off={off} pending={polling.pending} onClick={refuse}>
            {t('panel.events.refuse')}
          </ActionButton>
        </div>
      )}
      <InspectionState inspection={inspection} />
      {view && <TokenDetails view={view} text={text} onRetry={retry} />}
    </>
  )
}
