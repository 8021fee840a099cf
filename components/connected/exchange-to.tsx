import type { Flow } from '@/lib/flow/model/flow'
import { exchangeOf } from './exchange'
import { SendsTo } from './sends-to'
import { useFlowProfile } from './use-flow-profile'

interface ExchangeToProps {
  readonly flow: Flow
  /** The profile whose access is requested elsewhere on the screen. */
  readonly requested?: string | null
  /** The button itself names the host, unless access is missing. */
  readonly isNamed?: boolean
}

/** The host that receives the newest code of a flow, and why auto-exchange did not send it. */
export function ExchangeTo({ flow, requested = null, isNamed = false }: ExchangeToProps) {
  const profile = useFlowProfile(flow)
  const exchange = exchangeOf(flow)
  if (!exchange || !profile) return null
  return (
    <SendsTo
      profile={profile}
      targets={['token']}
      auto={profile.autoExchange && exchange.request === undefined}
      isRequested={requested === profile.id}
      isNamed={isNamed}
    />
  )
}
