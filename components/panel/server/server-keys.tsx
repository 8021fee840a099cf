import { RefreshCw } from 'lucide-react'
import { useState } from 'react'
import { Button, IconButton } from '@/components/ui/button'
import { CheckItem } from '@/components/ui/check-item'
import { CopyButton } from '@/components/ui/copy-button'
import { evidenceText } from '@/components/ui/evidence-text'
import { Icon, StatusIcon } from '@/components/ui/icon'
import { IssueLine, issueText } from '@/components/ui/issue-line'
import { beginningOf, useFirst } from '@/components/ui/long-text'
import { Prose } from '@/components/ui/prose'
import type { JwksView, JwkView } from '@/lib/messaging/views'
import { resultKey } from '@/lib/model/result-place'
import { t } from '@/lib/i18n'
import { keyed } from '@/components/ui/keyed'
import { LateNote } from '@/components/ui/late-note'
import { closedText, useAllow } from '@/components/connected/use-allow'
import { useKeyDown } from '@/components/ui/use-key-down'
import { keyStatus, type useKeys } from './use-keys'
import { moveCopyFocus } from '@/components/ui/copy-focus'

interface ServerKeysProps {
  profileId: string
  /** When the metadata with the `jwks_uri` was read; null if it cannot be used. */
  readAt: number | null
  keys: ReturnType<typeof useKeys>
}

/** The keys that the server publishes, and their issues. */
export function ServerKeys({ profileId, readAt, keys }: ServerKeysProps) {
  const { view, busy, read } = keys
  return (
    <section className="pane" aria-label={t('panel.server.keys')}>
      <div className="bar">
        <h2 className="strong">{t('panel.server.jwks')}</h2>
        {view && view.keys.length > 0 && (
          <span className="meta server__read">{t('panel.server.key_count', view.keys.length)}</span>
        )}
        <span className="grow" />
        {busy && view && <StatusIcon status="pending" label={t('panel.server.keys_reading')} />}
        <IconButton
          label={t('panel.server.keys_again')}
          disabled={readAt === null || busy}
          onClick={() => read(true)}
        >
          <Icon of={RefreshCw} />
        </IconButton>
      </div>
      {readAt === null ? (
        <div className="empty grow">
          <p>{t('panel.server.keys_unread')}</p>
        </div>
      ) : (
        <Keys profileId={profileId} {...keys} />
      )}
    </section>
  )
}

type KeysProps = Pick<ServerKeysProps, 'profileId'> & ReturnType<typeof useKeys>

function Keys({ profileId, view, busy, failed }: KeysProps) {
  return (
    <>
      {busy && !view && <LateNote>{t('panel.server.keys_reading')}</LateNote>}
      {failed && (
        <p className="note-line with-icon" role="alert">
          <StatusIcon status="fail" />
          {t('panel.server.keys_failed')}
        </p>
      )}
      {view && <Issues profileId={profileId} view={view} />}
      {view && <KeyChecks results={view.results} />}
      {view && view.keys.length > 0 && <KeyList keys={view.keys} />}
    </>
  )
}

function Issues({ profileId, view: { issues } }: { profileId: string; view: JwksView }) {
  const { closed, allow } = useAllow(profileId)
  if (issues.length === 0) return null
  const isClosed = issues.some(({ code }) => code === 'fetch_access')
  return (
    <div className="note-line issues">
      {keyed(issues, ({ code }) => code).map(({ key, item }) => (
        <IssueLine key={key} issue={item} />
      ))}
      {isClosed && closed.length > 0 && (
        <div className="btns">
          <Button onClick={allow}>{t('panel.access.allow')}</Button>
          <span className="meta wrap">{closedText(closed)}</span>
        </div>
      )}
    </div>
  )
}

/** What the rules found about the whole set; nothing if all passed. */
export function KeyChecks({ results }: Pick<JwksView, 'results'>) {
  const failed = results.filter(({ outcome }) => outcome === 'failed')
  return keyed(failed, resultKey).map(({ key, item }) => (
    <CheckItem key={key} checked={{ result: item }} onOpen={undefined} />
  ))
}

export function KeyList({ keys }: { keys: readonly JwkView[] }) {
  const [active, setActive] = useState(0)
  const list = useKeyDown<HTMLUListElement>(moveCopyFocus)
  const { first, more } = useFirst(keys)
  const stop = keys[active]?.facts.thumbprint
    ? active
    : keys.findIndex(({ facts }) => facts.thumbprint !== null)
  return (
    <ul className="scroll values" ref={list} aria-label={t('panel.server.keys')}>
      {keyed(first, ({ facts }) => facts.kid ?? '').map(({ key, item }, at) => (
        <Key key={key} view={item} stop={at === stop} onFocus={() => setActive(at)} />
      ))}
      {more && <li className="note-line">{more}</li>}
    </ul>
  )
}

interface KeyProps {
  view: JwkView
  stop: boolean
  onFocus: () => void
}

function Key({ view: { jwk, facts, issues }, stop, onFocus }: KeyProps) {
  const { kid, thumbprint } = facts
  return (
    <li className="jwk">
      {kid === null ? (
        <span className="quiet">{t('panel.server.no_kid')}</span>
      ) : (
        <span className="mono cut strong" title={beginningOf(kid)}>
          {beginningOf(kid)}
        </span>
      )}
      <StatusIcon status={keyStatus(issues)} />
      <span className="jwk__facts">{factsOf(facts, jwk)}</span>
      {keyed(issues, ({ code }) => code).map(({ key, item }) => (
        <span key={key} className={`jwk__facts note--${keyStatus([item])}`}>
          <span>
            <Prose>
              {item.seen
                ? t('ui.metadata.said', [issueText(item), beginningOf(evidenceText(item.seen))])
                : issueText(item)}
            </Prose>
          </span>
        </span>
      ))}
      {thumbprint !== null && (
        <span className="jwk__facts jwk__print">
          <span className="mono cut" title={t('panel.server.thumbprint')}>
            {thumbprint}
          </span>
          <span className="is-copy" onFocus={onFocus}>
            <CopyButton
              value={thumbprint}
              label={t('panel.server.copy_thumbprint', [kid ?? t('panel.server.no_kid')])}
              tabIndex={stop ? 0 : -1}
            />
          </span>
        </span>
      )}
    </li>
  )
}

/** "RSA 2048 bit, PS256, sig, 2 certificates" */
function factsOf({ kty, crv, size, alg, use }: JwkView['facts'], jwk: JwkView['jwk']): string {
  const measure = crv ?? (size === null ? null : t('panel.server.bits', [String(size)]))
  const chain = jwk['x5c']
  return [
    [kty, measure].filter(Boolean).join(' '),
    alg,
    use,
    Array.isArray(chain) ? t('panel.server.chain', chain.length) : null,
  ]
    .filter((fact) => fact !== null && fact !== '')
    .join(', ')
}
