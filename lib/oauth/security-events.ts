import { isObject, textIn, type JsonObject } from '@/lib/model/json'

/** Event types with a sentence of their own in the locale (`events.<name>`). */
const known = {
  'urn:uk:org:openbanking:events:resource-update': 'resource_update',
  'urn:uk:org:openbanking:events:consent-authorization-revoked': 'consent_revoked',
  'urn:uk:org:openbanking:events:account-access-consent-linked-account-update': 'linked_account',
  'https://schemas.openid.net/secevent/caep/event-type/session-revoked': 'session_revoked',
} as const

type EventName = (typeof known)[keyof typeof known] | 'other'

/** One event of a SET, for people. */
export interface SecurityEvent {
  readonly type: string
  readonly name: EventName
  /** The id and the kind of the resource that it is about; null if the event does not say. */
  readonly resource: string | null
  readonly kind: string | null
  readonly reason: string | null
  /** The URLs of the resource, one for each version. */
  readonly links: readonly string[]
}

/** So many events of a SET are explained. */
const maxEvents = 20

/**
 * The events in the payload of a SET. The UK writes the resource with names that are URLs.
 *
 * @see [RFC 8417](https://www.rfc-editor.org/rfc/rfc8417.html#section-2.2)
 */
export function eventsIn(payload: JsonObject | null): readonly SecurityEvent[] {
  const events = payload?.['events']
  if (!isObject(events)) return []
  return Object.entries(events)
    .slice(0, maxEvents)
    .map(([type, value]) => {
      const event = isObject(value) ? value : {}
      const subject = isObject(event['subject']) ? event['subject'] : {}
      return {
        type,
        name: Object.hasOwn(known, type) ? known[type as keyof typeof known] : 'other',
        resource: textIn(subject, 'http://openbanking.org.uk/rid') ?? textIn(subject, 'id'),
        kind:
          textIn(subject, 'http://openbanking.org.uk/rty') ??
          textIn(subject, 'format') ??
          textIn(subject, 'subject_type'),
        reason: textIn(event, 'reason') ?? textIn(event, 'reason_admin'),
        links: linksIn(subject['http://openbanking.org.uk/rlk']),
      }
    })
}

function linksIn(list: unknown): readonly string[] {
  if (!Array.isArray(list)) return []
  return list
    .slice(0, maxEvents)
    .flatMap((each: unknown) => (isObject(each) ? (textIn(each, 'link') ?? []) : []))
}
