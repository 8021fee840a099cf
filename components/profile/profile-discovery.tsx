import { t } from '@/lib/i18n'
import type { DiscoverySource } from '@/lib/oauth/profile'
import { Area, Field } from '@/components/ui/field'
import { recognise } from '@/lib/oauth/recognise'
import { fieldIssue, type PartProps } from './draft-fields'
import { useTextFile } from './profile-drop'

type Kind = DiscoverySource['kind']

const options = [
  ['derived', 'ui.discovery.derived'],
  ['url', 'ui.discovery.url'],
  ['document', 'ui.discovery.document'],
] as const satisfies readonly (readonly [Kind, string])[]

const empty: { readonly [K in Kind]: DiscoverySource } = {
  derived: { kind: 'derived' },
  url: { kind: 'url', url: '' },
  document: { kind: 'document', text: '' },
}

/** Where the metadata of the issuer is read from. */
export function Discovery({ draft, edit, issues }: PartProps) {
  const { discovery } = draft
  const issue = fieldIssue(issues, 'discovery')
  return (
    <div className="discovery">
      <label className="meta">
        {t('ui.discovery.label')}{' '}
        <select
          className="pick"
          value={discovery.kind}
          onChange={({ target }) => edit({ discovery: empty[target.value as Kind] })}
        >
          {options.map(([kind, text]) => (
            <option key={kind} value={kind}>
              {t(text)}
            </option>
          ))}
        </select>
      </label>
      {discovery.kind === 'url' && (
        <Field
          label={t('ui.discovery.url_label')}
          value={discovery.url}
          onChange={({ target }) => edit({ discovery: { kind: 'url', url: target.value } })}
          issue={issue}
          placeholder="https://auth.example.com/.well-known/openid-configuration"
          inputMode="url"
          mono
        />
      )}
      {discovery.kind === 'document' && (
        <Pasted
          text={discovery.text}
          issue={issue}
          onText={(text) => edit({ discovery: { kind: 'document', text: documentIn(text) } })}
        />
      )}
    </div>
  )
}

/** The document in a pasted text, such as a whole HTTP response. A text without one is unchanged. */
function documentIn(text: string): string {
  const found = recognise(text)
  return found.kind === 'metadata' ? found.text : text
}

interface PastedProps {
  readonly text: string
  readonly issue: string | null
  readonly onText: (text: string) => void
}

function Pasted({ text, issue, onText }: PastedProps) {
  const { dropProps, isOver } = useTextFile(onText)
  return (
    <div className={isOver ? 'drop is-over' : 'drop'} {...dropProps}>
      <Area
        label={t('ui.discovery.document_label')}
        rows={5}
        value={text}
        onChange={({ target }) => onText(target.value)}
        issue={issue}
        hint={t('ui.discovery.document_hint')}
      />
    </div>
  )
}
