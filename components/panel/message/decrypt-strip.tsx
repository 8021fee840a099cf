import { useOpenScreen } from '@/components/connected/open-screen'
import { Button } from '@/components/ui/button'
import { Prose } from '@/components/ui/prose'
import { SectionBar } from '@/components/ui/section-bar'
import { StatusIcon } from '@/components/ui/icon'
import type { Decryption } from '@/lib/jose/types'
import type { Status } from '@/lib/model/rule-result'
import { t, tData } from '@/lib/i18n'
import { Evidence } from '@/components/ui/evidence'
import { jsonText } from '@/lib/model/json'
import { joseHeaderOf } from '@/lib/oauth/jwt-text'
import { ValueTable } from './value-table'

/** Reasons that the right key would remove. */
const withOtherKey: ReadonlySet<string> = new Set([
  'no-key',
  'kid-unknown',
  'key-alg',
  'failed',
] satisfies readonly NonNullable<Decryption['reason']>[])

/** Reasons that say that a key was tried. */
const afterTrying: ReadonlySet<string> = new Set([
  'failed',
  'too-large',
] satisfies readonly NonNullable<Decryption['reason']>[])

interface DecryptStripProps {
  readonly decryption: Decryption
  /** Tries every private key, whatever its `kid`. */
  readonly onAnyKey?: (() => void) | undefined
}

/** Whether a JWE could be decrypted and with which key, or why not and what to do. */
export function DecryptStrip({ decryption, onAnyKey }: DecryptStripProps) {
  const { status, reason, kid, seen, expected } = decryption
  const isOpen = status === 'opened'
  const look = lookOf(decryption)
  return (
    <div className={`verify ${look === 'warn' ? 'verify--warn' : 'verify--idle'}`}>
      <div className="verify__t">
        <StatusIcon status={look} />
        <span className="nowrap">
          {t(isOpen ? 'panel.decrypt.decrypted' : 'panel.decrypt.not_decrypted')}
        </span>
        <span className="meta verify__src cut">
          {isOpen ? t('panel.decrypt.by_profile') : t('panel.decrypt.header_only')}
        </span>
      </div>
      {isOpen && kid !== null && (
        <dl className="verify__jwk">
          <div>
            <dt>kid</dt>
            <dd>{kid}</dd>
          </div>
        </dl>
      )}
      {reason && (
        <p className="verify__why">
          <Prose>{tData(`decryption.${reason}`)}</Prose>
        </p>
      )}
      {(seen !== undefined || expected !== undefined) && (
        <dl className="check__facts verify__facts">
          <Evidence seen={seen} expected={expected} />
        </dl>
      )}
      {reason && withOtherKey.has(reason) && <OtherKeys reason={reason} onAnyKey={onAnyKey} />}
    </div>
  )
}

interface OtherKeysProps extends Pick<DecryptStripProps, 'onAnyKey'> {
  readonly reason: NonNullable<Decryption['reason']>
}

function OtherKeys({ reason, onAnyKey }: OtherKeysProps) {
  const openScreen = useOpenScreen()
  return (
    <div className="btns verify__do">
      <Button onClick={() => openScreen('profiles')}>{t('panel.decrypt.import')}</Button>
      {reason === 'kid-unknown' && onAnyKey && (
        <Button onClick={onAnyKey}>{t('panel.decrypt.any_key')}</Button>
      )}
    </div>
  )
}

/** Neutral if no key was tried. */
function lookOf({ status, reason }: Decryption): Status {
  if (status === 'opened') return 'pass'
  return reason !== null && afterTrying.has(reason) ? 'warn' : 'neutral'
}

/** The header of the JWE around a decrypted token. */
export function OuterHeader({ text }: { text: string }) {
  const header = joseHeaderOf(text)
  if (!header) return null
  const title = t('panel.decrypt.outer')
  return (
    <>
      <SectionBar level={3} title={title} />
      <ValueTable
        label={title}
        place="claim"
        rows={Object.entries(header).map(([name, value]) => ({
          name,
          text: jsonText(value),
          meaning: meaningOf(name),
          results: [],
        }))}
      />
    </>
  )
}

function meaningOf(name: string): string | undefined {
  const key = `headers.${name}`
  const meaning = tData(key)
  return meaning === key ? undefined : meaning
}
