import { Prose } from '@/components/ui/prose'
import { Switch } from '@/components/ui/switch'
import { t } from '@/lib/i18n'
import { ValueRow } from '@/components/connected/request/value-row'

/** What the tester chose for the next poll. */
export interface PollSettings {
  readonly url: string
  /** As typed; empty leaves it to the transmitter. */
  readonly maximum: string
  /** The transmitter may wait for an event. */
  readonly waits: boolean
}

export const usualSettings: Omit<PollSettings, 'url'> = { maximum: '', waits: false }

/** Why the number of SETs cannot be sent; null if it can. */
export function whyNoMaximum({ maximum }: PollSettings): string | null {
  return /^\d{0,6}$/.test(maximum.trim()) ? null : t('panel.events.max_form')
}

interface PollSheetProps {
  readonly settings: PollSettings
  readonly usualUrl: string
  readonly onChange: (settings: PollSettings) => void
}

/** Where and how SETs are polled. */
export function PollSheet({ settings, usualUrl, onChange }: PollSheetProps) {
  const { url, maximum, waits } = settings
  const wrong = whyNoMaximum(settings)
  return (
    <div className="scroll">
      <div className="sheet">
        <ValueRow
          name="URL"
          label={t('panel.events.url')}
          field="url"
          value={url}
          isChanged={url !== usualUrl}
          isKept
          onChange={(next) => onChange({ ...settings, url: next ?? usualUrl })}
        />
        <p className="sheet__note hint">
          <Prose>{t('panel.events.url_hint')}</Prose>
        </p>
        <ValueRow
          name="maxEvents"
          field="maxEvents"
          value={maximum}
          placeholder={t('panel.events.max_hint')}
          isChanged={maximum !== ''}
          isKept
          onChange={(next) => onChange({ ...settings, maximum: next ?? '' })}
        />
        {wrong !== null && <p className="sheet__note hint">{wrong}</p>}
        <div className="sheet__note">
          <Switch
            label={t('panel.events.wait')}
            on={waits}
            onChange={(next) => onChange({ ...settings, waits: next })}
          />
          <p className="hint">{t('panel.events.wait_hint')}</p>
        </div>
      </div>
    </div>
  )
}
