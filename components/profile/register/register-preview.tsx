import { useState } from 'react'
import { CodeLines } from '@/components/ui/code-lines'
import { CopyButton } from '@/components/ui/copy-button'
import { formatOctets } from '@/components/ui/format'
import { Scroll } from '@/components/ui/scroll'
import { Segmented } from '@/components/ui/segmented'
import { Tabs, type Tab } from '@/components/ui/tabs'
import { t } from '@/lib/i18n'
import { textIn, type JsonObject } from '@/lib/model/json'
import { readBody, registrationTypes } from '@/lib/oauth/registration-request'
import { RegisterResponse } from './register-response'
import type { Registration } from './use-registration'

type View = 'response' | 'request' | 'statement'
type Shape = 'decoded' | 'sent'

interface RegisterPreviewProps {
  readonly registration: Registration
  readonly method: 'POST' | 'PUT'
  /** The body as it is sent; null while it is being signed. */
  readonly body: string | null
}

/** The request as it is sent, the statement in it, and the response. */
export function RegisterPreview({ registration, method, body }: RegisterPreviewProps) {
  const response = registration.newest?.response ?? null
  const [chosen, setView] = useState<View>('request')
  const [seen, setSeen] = useState<string | null>(null)
  // A response that arrives is shown.
  if (response && response.id !== seen) {
    setSeen(response.id)
    setView('response')
  }
  const tabs = tabsOf(registration)
  const view = tabs.some(({ value }) => value === chosen) ? chosen : 'request'
  return (
    <section className="pane reg__preview" aria-label={t('register.preview')}>
      <div className="bar">
        <Tabs
          name="register"
          label={t('register.preview')}
          tabs={tabs}
          value={view}
          onTab={setView}
        />
      </div>
      <div
        id="register-panel"
        role="tabpanel"
        aria-labelledby={`register-tab-${view}`}
        className="reg__panel"
      >
        {view === 'response' && response ? (
          <RegisterResponse registration={registration} response={response} />
        ) : (
          <Sent
            registration={registration}
            method={view === 'request' ? method : null}
            text={view === 'statement' ? textOf(registration) : body}
          />
        )}
      </div>
    </section>
  )
}

const textOf = ({ statement }: Registration) => statement?.text ?? ''

function tabsOf({ newest, statement }: Registration): readonly Tab<View>[] {
  return [
    ...(newest?.response ? [{ value: 'response' as const, label: t('register.response') }] : []),
    { value: 'request', label: t('register.request') },
    ...(statement ? [{ value: 'statement' as const, label: t('register.statement') }] : []),
  ]
}

interface SentProps {
  readonly registration: Registration
  /** Null for the statement. */
  readonly method: RegisterPreviewProps['method'] | null
  /** Null while it is being signed. */
  readonly text: string | null
}

function Sent({ registration, method, text }: SentProps) {
  const [shape, setShape] = useState<Shape>('decoded')
  return (
    <>
      <div className="bar reg__shape">
        <Segmented<Shape>
          label={t('register.shape')}
          options={[
            { value: 'decoded', label: t('register.decoded') },
            { value: 'sent', label: t('register.as_sent') },
          ]}
          value={shape}
          onChange={setShape}
        />
        <span className="meta grow">{text === null ? t('register.signing') : facts(text)}</span>
        {text !== null && <CopyButton value={text} label={t('register.copy')} />}
      </div>
      {method && (
        <p className="reg__line">
          <b className="mono wrap">
            {method} {registration.url ?? '–'}
          </b>{' '}
          <span className="meta">{registrationTypes[registration.form]}</span>
        </p>
      )}
      <Scroll label={t(method ? 'register.request' : 'register.statement')}>
        <CodeLines text={shape === 'sent' ? (text ?? '') : decoded(text, registration.members)} />
      </Scroll>
    </>
  )
}

/** How a body is signed, and its length. */
function facts(sent: string): string {
  const { header } = readBody(sent)
  const octets = formatOctets(new TextEncoder().encode(sent).length)
  const alg = textIn(header, 'alg')
  const kid = textIn(header, 'kid')
  return [alg === null ? 'JSON' : 'JWS', alg, kid && `kid ${kid}`, octets]
    .filter(Boolean)
    .join(', ')
}

/** What a body says: the JSON, or the claims of the JWS. Before it is signed, the members. */
function decoded(sent: string | null, members: JsonObject): string {
  const json = sent === null ? members : (readBody(sent).members ?? {})
  return JSON.stringify(json, null, 2)
}
