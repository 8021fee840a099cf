import type { ReactNode } from 'react'
import { formatIso } from '@/components/ui/format'
import { MaskedUrl } from '@/components/ui/masked'
import { Prose } from '@/components/ui/prose'
import { SectionBar } from '@/components/ui/section-bar'
import type { Flow } from '@/lib/flow/model/flow'
import type { RuleResult } from '@/lib/model/rule-result'
import type { MatchReason } from '@/lib/model/match-reason'
import { withoutQuery } from '@/lib/model/url'
import type { MessageKind, MessageOf, OAuthMessage } from '@/lib/flow/model/message'
import { t } from '@/lib/i18n'
import { EditRequest } from './edit-request'
import { RequestView, ResponseView } from './endpoint-view'
import { Facts } from '@/components/ui/facts'
import { matchText } from './flow-text'
import { LoginEndSection, ResultSection } from './login-end-section'
import { PageHeaders } from './page-headers'
import { Parameters } from './parameters'
import { Problems } from './problems'
import { AuthorizationResponseView } from './response-view'

interface MessageTabProps<K extends MessageKind = MessageKind> {
  flow: Flow
  message: MessageOf<K>
  onDecode: (name: string) => void
}

/** A message: its decoded parameters, each with its checks, and its delivery. */
export function MessageTab<K extends MessageKind>(props: MessageTabProps<K>) {
  const Body = bodies[props.message.kind] as (props: MessageTabProps<K>) => ReactNode
  return (
    <>
      <Problems results={props.message.results.filter(isShownHere)} />
      <Body {...props} />
      <PageHeaders message={props.message} onDecode={props.onDecode} />
      <EditRequest flow={props.flow} kind={props.message.kind} />
      <Origin flow={props.flow} message={props.message} />
    </>
  )
}

/** Members of a JARM have their rows here. What is wrong with any other JWT is shown where it is decoded. */
function isShownHere({ of }: RuleResult): boolean {
  return of === 'message' || of === 'response'
}

const bodies: { readonly [K in MessageKind]: (props: MessageTabProps<K>) => ReactNode } = {
  'par-request': RequestView,
  'par-response': ResponseView,
  'token-request': RequestView,
  'token-response': ResponseView,
  'userinfo-request': RequestView,
  'userinfo-response': ResponseView,
  'introspection-request': RequestView,
  'introspection-response': ResponseView,
  'backchannel-request': RequestView,
  'backchannel-response': ResponseView,
  'device-request': RequestView,
  'device-response': ResponseView,
  'registration-request': RequestView,
  'registration-response': ResponseView,
  'revocation-request': RequestView,
  'revocation-response': ResponseView,
  'resource-request': RequestView,
  'resource-response': ResponseView,
  'authorization-request': ({ flow, message, onDecode }) => (
    <>
      <LoginEndSection flow={flow} message={message} />
      <Parameters
        message={message}
        title={t(message.method === 'POST' ? 'panel.params.form' : 'panel.params.query')}
        url={withoutQuery(message.url)}
        onDecode={onDecode}
      />
      <ResultSection flow={flow} message={message} />
    </>
  ),
  hop: ({ message }) => (
    <>
      <Facts
        facts={[
          [t('panel.facts.method'), message.method],
          [t('panel.facts.url'), <MaskedUrl key="url" url={message.url} />],
          [t('panel.facts.status'), message.status],
          [t('panel.facts.error'), message.failure ?? null],
          [t('panel.message.end.error_code'), message.errorCode ?? null],
        ]}
      />
      <p className="note-line meta">{t('panel.message.hop_note')}</p>
    </>
  ),
  'authorization-response': AuthorizationResponseView,
}

const sources = {
  parley: 'panel.source.parley',
  browser: 'panel.source.browser',
  pasted: 'panel.source.pasted',
  devtools: 'panel.source.devtools',
} as const

/**
 * The reason why a message belongs to its flow: its own reason if it has one, the source for DevTools
 * and pasted messages, otherwise the reason of the flow.
 */
function reasonOf(flow: Flow, message: OAuthMessage): MatchReason {
  if ('matchedBy' in message) return message.matchedBy
  return reasons[message.source] ?? flow.matchedBy
}

/** A PAR response is the only pasted message without a reason of its own. */
const reasons: Partial<Readonly<Record<OAuthMessage['source'], MatchReason>>> = {
  devtools: 'devtools',
  pasted: 'request_uri',
}

function Origin({ flow, message }: Pick<MessageTabProps, 'flow' | 'message'>) {
  return (
    <>
      <SectionBar level={3} title={t('panel.message.origin')} />
      <Facts
        facts={[
          [t('panel.facts.at'), formatIso(message.at)],
          [t('panel.facts.source'), t(sources[message.source])],
          [
            t('panel.facts.matched'),
            <Prose key="matched">{matchText(reasonOf(flow, message))}</Prose>,
          ],
        ]}
      />
    </>
  )
}
