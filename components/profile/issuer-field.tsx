import type { KeyboardEvent } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { t } from '@/lib/i18n'
import type { PartProps } from './draft-fields'
import { Discovery } from './profile-discovery'
import { MetadataChip } from './metadata-chip'
import { isTrouble, MetadataHint, usable, type ProbedMetadata } from './metadata-hint'
import { MetadataTrouble } from './metadata-trouble'

interface IssuerFieldProps extends Omit<PartProps, 'issues'> {
  /** The issue of the issuer, if it has one. */
  readonly issue: string | null
  readonly issues: PartProps['issues']
  readonly metadata: ProbedMetadata
  /** Asks for access to the host, if it is missing, and reads the metadata. */
  readonly onRead: () => void
}

/** The issuer of a new profile, and what its metadata says. */
export function IssuerField(props: IssuerFieldProps) {
  const { draft, edit, issue, issues, metadata, onRead } = props
  const isRead = usable(metadata) !== null
  const hasTrouble = isTrouble(metadata)
  const canRead = metadata !== 'reading' && !isRead
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || isRead) return
    event.preventDefault()
    onRead()
  }
  return (
    <div className="setup__issuer">
      <Field
        label={t('ui.profile.issuer')}
        value={draft.issuer}
        onChange={({ target }) => edit({ issuer: target.value, testSystem: false })}
        onKeyDown={onKeyDown}
        hint={hasTrouble ? undefined : <MetadataHint metadata={metadata} />}
        issue={issue}
        placeholder="https://auth.example.com"
        inputMode="url"
        mono
        end={
          canRead ? (
            <Button variant="link" onClick={onRead}>
              {t('ui.metadata.read')}
            </Button>
          ) : (
            <MetadataChip metadata={metadata} />
          )
        }
      />
      {hasTrouble && (
        <MetadataTrouble
          record={metadata}
          onRead={onRead}
          onPaste={() => edit({ discovery: { kind: 'document', text: '' } })}
          onIssuer={(issuer) => edit({ issuer, testSystem: false })}
        />
      )}
      {draft.discovery.kind !== 'derived' && <Discovery {...{ draft, edit, issues }} />}
    </div>
  )
}
