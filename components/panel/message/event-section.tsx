import { Facts, type Fact } from '@/components/ui/facts'
import { LongText } from '@/components/ui/long-text'
import { Prose } from '@/components/ui/prose'
import { SectionBar } from '@/components/ui/section-bar'
import { t } from '@/lib/i18n'
import type { JsonObject } from '@/lib/model/json'
import { eventsIn, type SecurityEvent } from '@/lib/oauth/security-events'

/** What the events of a SET mean; nothing if it has none. */
export function EventSection({ payload }: { readonly payload: JsonObject | null }) {
  const events = eventsIn(payload)
  if (events.length === 0) return null
  return (
    <>
      <SectionBar level={3} title={t('panel.events.section')}>
        {events.length}
      </SectionBar>
      {events.map((event) => (
        <div key={event.type} className="note-line set-event">
          <div className="mono wrap strong">
            <LongText text={event.type} maxCharacters={300} />
          </div>
          <p>
            <Prose>{t(`panel.events.about.${event.name}`)}</Prose>
          </p>
          <Facts facts={factsOf(event)} />
        </div>
      ))}
    </>
  )
}

function factsOf({ resource, kind, reason, links }: SecurityEvent): readonly Fact[] {
  return [
    [t('panel.events.kind'), kind],
    [t('panel.events.resource'), resource],
    [t('panel.events.event_reason'), reason],
    [t('panel.events.links'), links.length === 0 ? null : links.join('\n')],
  ]
}
