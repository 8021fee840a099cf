import { useEffect, useId, useState, type ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { Prose } from '@/components/ui/prose'
import { SectionBar } from '@/components/ui/section-bar'
import { SwitchButton } from '@/components/ui/switch'
import { useFocusOnMount } from '@/components/ui/use-focus-on-mount'
import type { FlowUse } from '@/lib/flow/reduce/flow-budget'
import { t } from '@/lib/i18n'
import { command } from '@/lib/state/actions'
import { useHost } from '@/lib/state/host'
import { useMirror } from '@/lib/state/mirror'
import { useSettings } from './use-settings'

/** The settings for the whole of Parley, what it stores, and its version. */
export function SettingRows() {
  const { notices, letters, watchThirdParty, setNotices, setLetters, setWatchThirdParty } =
    useSettings()
  const { version } = useHost()
  return (
    <>
      <SectionBar title={t('ui.settings.general')} level={3} />
      <Toggle
        label={t('ui.settings.notices')}
        text={t('ui.settings.notices_text')}
        on={notices}
        onChange={setNotices}
      />
      <Toggle
        label={t('ui.settings.letters')}
        text={t('ui.settings.letters_text')}
        on={letters}
        onChange={setLetters}
      />
      <SectionBar title={t('ui.settings.watching')} level={3} />
      <Toggle
        label={t('ui.settings.watch')}
        text={t('ui.settings.watch_text')}
        on={watchThirdParty}
        onChange={setWatchThirdParty}
      />
      <SectionBar title={t('ui.settings.storage')} level={3} />
      <StoredFlows />
      <StoredProfiles />
      <SectionBar title={t('ui.settings.privacy')} level={3} />
      <div className="set__text meta">
        <p>{t('ui.settings.privacy_hosts')}</p>
        <p>{t('ui.settings.privacy_kept')}</p>
      </div>
      <SectionBar title={t('ui.settings.about')} level={3} />
      <div className="set">
        <span>Parley {version}</span>
        <a className="btn" href="/CHANGELOG.txt" target="_blank" rel="noreferrer">
          {t('ui.settings.changelog')}
        </a>
      </div>
    </>
  )
}

interface ToggleProps {
  readonly label: string
  readonly text: string
  readonly on: boolean
  readonly onChange: (on: boolean) => void
}

function Toggle({ label, text, on, onChange }: ToggleProps) {
  const id = useId()
  return (
    <div className="set">
      <span id={id}>{label}</span>
      <SwitchButton on={on} labelledBy={id} describedBy={`${id}-text`} onChange={onChange} />
      <span className="meta" id={`${id}-text`}>
        {text}
      </span>
    </div>
  )
}

/** How much is stored. It is read again when a flow is added or removed. */
function useFlowUse(): FlowUse | null {
  const [use, setUse] = useState<FlowUse | null>(null)
  const flows = useMirror((state) => state.flows)
  useEffect(() => {
    let isCurrent = true
    const read = async () => {
      const found = await command('flowUse')
      if (isCurrent) setUse(found)
    }
    read().catch(() => undefined)
    return () => {
      isCurrent = false
    }
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- it is read again when the list changes
  }, [flows])
  return use
}

function StoredFlows() {
  const use = useFlowUse()
  const [isAsking, setIsAsking] = useState(false)
  const [wasAsked, setWasAsked] = useState(false)
  const button = useFocusOnMount(false)
  const close = () => {
    setIsAsking(false)
    setWasAsked(true)
  }
  useEffect(() => {
    if (wasAsked && !isAsking) button.current?.focus()
  }, [wasAsked, isAsking, button])
  const clear = () => {
    close()
    void command('flowsClear')
  }
  if (!use) return <Stored label={t('ui.settings.flows')} />
  const count = use.own + use.thirdParty
  if (isAsking) return <ClearFlows count={count} onClear={clear} onCancel={close} />
  return (
    <Stored
      label={t('ui.settings.flows')}
      action={
        count > 0 && (
          <Button ref={button} onClick={() => setIsAsking(true)}>
            {t('ui.settings.clear')}
          </Button>
        )
      }
    >
      <span className="num">{t('ui.settings.own', [String(use.own), String(use.maxOwn)])}</span>
      <meter className="set__use" min={0} max={use.maxOwn} value={use.own} aria-hidden="true" />
      <span className="num">
        {t('ui.settings.third_party', [String(use.thirdParty), String(use.maxThirdParty)])}
      </span>
      <br />
      {t('ui.settings.size', [sizeText(use.octets)])}
    </Stored>
  )
}

interface ClearFlowsProps {
  readonly count: number
  readonly onClear: () => void
  readonly onCancel: () => void
}

function ClearFlows({ count, onClear, onCancel }: ClearFlowsProps) {
  const cancel = useFocusOnMount(true)
  const title = t('ui.settings.clear_title', count, [String(count)])
  return (
    <div className="exp exp--warn" role="alertdialog" aria-label={title}>
      <div className="strong">{title}</div>
      <p>{t('ui.settings.clear_text')}</p>
      <div className="btns">
        <Button variant="danger" onClick={onClear}>
          {t('ui.settings.clear_now')}
        </Button>
        <Button ref={cancel} onClick={onCancel}>
          {t('ui.settings.cancel')}
        </Button>
      </div>
    </div>
  )
}

function StoredProfiles() {
  const profiles = useMirror((state) => state.profiles.filter(isPresent).length)
  const keys = useMirror((state) => state.keys.filter(isPresent).length)
  const counts = [
    t('ui.settings.profile_count', profiles, [String(profiles)]),
    t('ui.settings.key_count', keys, [String(keys)]),
  ]
  return (
    <Stored
      label={t('ui.settings.profiles')}
    >{`${counts.join(', ')}. ${t('ui.settings.profiles_text')}`}</Stored>
  )
}

const isPresent = ({ removedAt }: { readonly removedAt?: number }) => removedAt === undefined

interface StoredProps {
  readonly label: string
  readonly action?: ReactNode
  readonly children?: ReactNode
}

function Stored({ label, action, children }: StoredProps) {
  return (
    <div className="set">
      <span>{label}</span>
      {action}
      <span className="meta">
        {typeof children === 'string' ? <Prose>{children}</Prose> : children}
      </span>
    </div>
  )
}

/** Octets as kilobytes or megabytes. */
function sizeText(octets: number): string {
  const [value, unit] = octets < 1_000_000 ? [octets / 1000, 'kB'] : [octets / 1_000_000, 'MB']
  return `${value.toLocaleString(undefined, { maximumFractionDigits: 1 })} ${unit}`
}
