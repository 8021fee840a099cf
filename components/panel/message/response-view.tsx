import { codeLifeNote, useCodeLife } from '@/components/connected/code-life'
import { SectionBar } from '@/components/ui/section-bar'
import type { Flow } from '@/lib/flow/model/flow'
import type { AuthorizationResponse } from '@/lib/flow/model/message'
import { maskedText } from '@/lib/model/masking'
import { t } from '@/lib/i18n'
import { Facts, type Fact } from '@/components/ui/facts'
import { MembersInside, resultsOf } from './members-inside'
import { Parameters } from './parameters'
import { ReleaseSection } from './release-section'
import { ReplaySection } from './replay-section'
import { callbackText } from './sequence-text'

const containers = {
  query: 'panel.params.query',
  fragment: 'panel.params.fragment',
  form: 'panel.params.form',
} as const

const vias = {
  redirect: 'panel.via.redirect',
  navigation: 'panel.via.navigation',
  pasted: 'panel.via.pasted',
} as const

function responseFacts(message: AuthorizationResponse): readonly Fact[] {
  const { via, status, callback } = message
  return [
    [t('panel.facts.via'), t(vias[via])],
    [t('panel.facts.status'), status],
    [t('panel.facts.callback'), callbackText(message) ?? t('panel.callback.unknown')],
    [t('panel.facts.error'), callback.error ?? null],
  ]
}

interface AuthorizationResponseViewProps {
  flow: Flow
  message: AuthorizationResponse
  onDecode: (name: string) => void
}

/** An authorization response: its parameters, its delivery and its result. */
export function AuthorizationResponseView(props: AuthorizationResponseViewProps) {
  const { flow, message, onDecode } = props
  const meanings = { code: codeLifeNote(useCodeLife(flow)) }
  return (
    <>
      <Parameters
        message={message}
        title={t(containers[message.responseMode])}
        url={maskedText(message.target, 'parameter')}
        results={resultsOf(message).outside}
        meanings={meanings}
        onDecode={onDecode}
      />
      <MembersInside message={message} meanings={meanings} />
      <ReleaseSection flowId={flow.id} message={message} />
      <ReplaySection message={message} />
      <SectionBar level={3} title={t('panel.message.delivery')} />
      <Facts facts={responseFacts(message)} />
    </>
  )
}
