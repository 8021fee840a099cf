import { hostOf } from '@/components/ui/format'
import { beginningOf } from '@/components/ui/long-text'
import { isWords, labelOf } from '@/components/ui/request-text'
import { useFlowProfile } from '@/components/connected/use-flow-profile'
import type { Flow } from '@/lib/flow/model/flow'
import { t } from '@/lib/i18n'
import { useMirror } from '@/lib/state/mirror'

interface DockWhoProps {
  readonly flow: Flow
  /** No request is known for the response. */
  readonly isAlone: boolean
}

/** Whose response it is: its request, its profile, and the issuer. */
export function DockWho({ flow, isAlone }: DockWhoProps) {
  const profile = useFlowProfile(flow)
  const request = useMirror(({ requests }) =>
    requests.find(({ id }) => id === flow.storedRequestId),
  )
  const name = request ? labelOf(request) : flow.clientId
  const isMono = request ? !isWords(request) : name !== null
  return (
    <>
      <div className="dock__who">
        {isAlone || name === null ? (
          <span className="nowrap">{t('popup.dock.no_request_name')}</span>
        ) : (
          <span className={isMono ? 'mono cut' : 'cut'} title={beginningOf(name)}>
            {beginningOf(name)}
          </span>
        )}
        <span className="grow" />
        {profile && (
          <span className="cut" title={beginningOf(profile.name)}>
            {beginningOf(profile.name)}
          </span>
        )}
      </div>
      {flow.issuer !== null && (
        <div className="dock__who">
          <span className="mono cut" title={beginningOf(flow.issuer)}>
            {beginningOf(hostOf(flow.issuer))}
          </span>
        </div>
      )}
    </>
  )
}
