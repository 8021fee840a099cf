import { CopyButton } from '@/components/ui/copy-button'
import { IssueNotes } from '@/components/ui/issue-notes'
import type { PlannedCall } from '@/lib/consent/templates/plan'
import type { ConsentPreview } from '@/lib/messaging/consent-commands'
import { header } from '@/lib/model/http-text'
import { joseHeaderOf, jwtContentOf } from '@/lib/oauth/jwt-text'
import { t } from '@/lib/i18n'
import { JsonLines, plainLines } from './json-lines'
import type { SignedPreview } from './use-signed-preview'

interface SignedCallProps {
  readonly signing: NonNullable<PlannedCall['signing']>
  readonly signed: SignedPreview
}

/** The content of the body as it was signed, so that times and ids are those that are sent. */
export function signedContent({ body }: ConsentPreview): string {
  const content: unknown = body.startsWith('{') ? JSON.parse(body) : jwtContentOf(body).jwt.payload
  return JSON.stringify(content, null, 2)
}

/** How a request is signed, and the octets that are sent. */
export function SignedCall({ signing, signed: { preview, issues } }: SignedCallProps) {
  if (signing === 'unsigned')
    return <p className="ccall__s meta">{t('panel.consents.signed.none')}</p>
  if (issues.length > 0) return <IssueNotes issues={issues} />
  if (!preview) return null
  const { headers, body } = preview
  const jws = signing === 'jwt' ? body : (header(headers, 'x-jws-signature') ?? '')
  const text = [...headers.map(([name, value]) => `${name}: ${value}`), '', body].join('\n')
  return (
    <section className="ccall__s" aria-label={t('panel.consents.signed.as_sent')}>
      <h4 className="ccall__h">{t(titles[signing])}</h4>
      <JsonLines lines={plainLines(JSON.stringify(joseHeaderOf(jws), null, 2))} />
      <h4 className="ccall__h">
        {t('panel.consents.signed.as_sent')}
        <CopyButton value={text} label={t('panel.consents.signed.copy')} />
      </h4>
      <pre className="ccall__raw mono">{text}</pre>
    </section>
  )
}

const titles = {
  detached: 'panel.consents.signed.detached',
  'detached-unencoded': 'panel.consents.signed.unencoded',
  jwt: 'panel.consents.signed.jwt',
} as const
