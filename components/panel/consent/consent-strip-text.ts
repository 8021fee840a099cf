import { formatAge, formatRelative } from '@/components/ui/format'
import { lifeOfStatus } from '@/lib/consent/templates/report'
import type { Flow } from '@/lib/flow/model/flow'
import type { ConsentLife, ConsentRun, FlowConsent } from '@/lib/flow/model/flow-consent'
import { isEndpointResponse, isSuccess } from '@/lib/flow/read/endpoint-response'
import type { Status } from '@/lib/model/rule-result'
import { t } from '@/lib/i18n'

/** The state of a consent in words, with its status. */
export interface Standing {
  readonly status: Status
  readonly text: string
}

const lives = {
  waiting: ['pending', 'panel.consent_strip.waiting'],
  active: ['pass', 'panel.consent_strip.active'],
  suspended: ['warn', 'panel.consent_strip.suspended'],
  used: ['neutral', 'panel.consent_strip.used'],
  expired: ['neutral', 'panel.consent_strip.expired'],
  withdrawn: ['neutral', 'panel.consent_strip.withdrawn'],
  refused: ['fail', 'panel.consent_strip.refused'],
} as const satisfies Record<ConsentLife, readonly [Status, string]>

const runs = {
  running: ['pending', 'panel.consent_strip.running'],
  refused: ['fail', 'panel.consent_strip.stopped'],
  interrupted: ['warn', 'panel.consent_strip.interrupted'],
  paused: ['neutral', 'panel.consent_strip.paused'],
} as const satisfies Record<ConsentRun['state'], readonly [Status, string]>

/** The last use of the consent; null if it was not used. */
function lastUse({ messages }: Flow) {
  return messages.findLast((message) => isEndpointResponse(message) && message.purpose === 'use')
}

/** The state of the consent of a flow. */
export function standingOf(flow: Flow, consent: FlowConsent): Standing {
  const { withdrawnAt, run, status, template, id } = consent
  const use = lastUse(flow)
  if (withdrawnAt !== null) {
    const isUsable = use && use.at > withdrawnAt && isEndpointResponse(use) && isSuccess(use)
    return isUsable
      ? { status: 'fail', text: t('panel.consent_strip.still_usable') }
      : { status: 'neutral', text: t('panel.consent_strip.withdrawn') }
  }
  if (run && (run.state !== 'paused' || id === null))
    return { status: runs[run.state][0], text: t(runs[run.state][1]) }
  const life = lifeOfStatus(template, status)
  if (status === null) return { status: 'neutral', text: t('panel.consent_strip.unread') }
  if (life === null)
    return { status: 'warn', text: withCode(t('panel.consent_strip.unknown'), status) }
  return { status: lives[life][0], text: withCode(t(lives[life][1]), status) }
}

/** A code that is only a truth value adds nothing to the words. */
const withCode = (words: string, code: string) =>
  code === 'true' || code === 'false' ? words : `${words} (${code})`

/** When the consent ends, and when its status was read. */
export function factsText({ expiry, readAt }: FlowConsent, now: number): string {
  return [
    ...(expiry === null
      ? []
      : [
          expiry > now
            ? t('panel.consent_strip.expires', [formatAge(expiry - now)])
            : t('panel.consent_strip.ended', [formatRelative(expiry - now)]),
        ]),
    ...(readAt === null ? [] : [t('panel.consent_strip.read', [formatRelative(readAt - now)])]),
  ].join(', ')
}
