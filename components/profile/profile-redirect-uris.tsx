import { Plus, X } from 'lucide-react'
import { t } from '@/lib/i18n'
import { isLoopback, parseUrl } from '@/lib/model/url'
import type { Issue } from '@/lib/model/issue'
import { Button, IconButton } from '@/components/ui/button'
import { Chip } from '@/components/ui/chip'
import { Icon, StatusIcon } from '@/components/ui/icon'
import { issueText } from '@/components/ui/issue-line'
import { Prose } from '@/components/ui/prose'
import type { PartProps } from './draft-fields'

/** One field for each redirect_uri, and always at least one. The first is sent by default. */
export function RedirectUris({ draft, edit, issues }: PartProps) {
  const uris = draft.redirectUris.length > 0 ? draft.redirectUris : ['']
  const several = uris.length > 1
  const set = (redirectUris: readonly string[]) => edit({ redirectUris })
  return (
    <fieldset className="uris">
      <legend className="label">{t('ui.profile.redirect_uris')}</legend>
      {uris.map((uri, index) => {
        const issue = uriIssue(issues, uri, index)
        const otherUris = uris.filter((_, at) => at !== index)
        return (
          // oxlint-disable-next-line react/no-array-index-key -- the texts are what changes
          <div key={index}>
            <div className={issue ? 'field is-fail' : 'field'}>
              <input
                className="mono"
                aria-label={several ? numbered(index) : t('ui.profile.redirect_uri')}
                aria-invalid={issue ? true : undefined}
                value={uri}
                onChange={({ target }) => set(uris.with(index, target.value))}
                placeholder="https://app.example.com/callback"
                inputMode="url"
                autoComplete="off"
                spellCheck={false}
              />
              {several && index === 0 && <Chip>{t('ui.profile.default')}</Chip>}
              {several && index > 0 && (
                <Button variant="link" onClick={() => set([uri, ...otherUris])}>
                  {t('ui.profile.make_default')}
                </Button>
              )}
              {several && (
                <IconButton
                  label={t('ui.profile.remove_redirect_uri')}
                  onClick={() => set(otherUris)}
                >
                  <Icon of={X} />
                </IconButton>
              )}
            </div>
            {!issue && isOpenHttp(uri) && (
              <div className="hint">
                <StatusIcon status="warn" />
                <span className="wrap">
                  <Prose>{t('ui.profile.redirect_uri_http')}</Prose>
                </span>
              </div>
            )}
            {issue && (
              <div className="hint">
                <StatusIcon status="fail" />
                <span className="wrap">
                  <Prose>{issue}</Prose>
                </span>
              </div>
            )}
          </div>
        )
      })}
      {uris.every((uri) => uri.trim() !== '') && (
        <span>
          <Button variant="link" icon={<Icon of={Plus} />} onClick={() => set([...uris, ''])}>
            {t('ui.profile.add_redirect_uri')}
          </Button>
        </span>
      )}
    </fieldset>
  )
}

/**
 * Whether a redirect_uri sends its response in clear text over a network.
 *
 * @see [RFC 8252](https://www.rfc-editor.org/rfc/rfc8252.html#section-7.3)
 * @see [RFC 9700](https://www.rfc-editor.org/rfc/rfc9700.html#section-2.6)
 */
function isOpenHttp(uri: string): boolean {
  const url = parseUrl(uri.trim())
  return url?.protocol === 'http:' && !isLoopback(url)
}

const numbered = (index: number) => t('ui.profile.redirect_uri_n', [String(index + 1)])

/** The issue of a redirect_uri. An issue without one belongs to the first. */
function uriIssue(issues: readonly Issue[], uri: string, index: number): string | null {
  const found = issues.find(
    ({ field, seen }) =>
      field === 'redirectUris' && (seen === undefined ? index === 0 : seen === uri.trim()),
  )
  return found ? issueText(found) : null
}
