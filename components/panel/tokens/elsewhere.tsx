import { useState } from 'react'
import { ask } from '@/components/connected/ask'
import { Button } from '@/components/ui/button'
import { IssueLine } from '@/components/ui/issue-line'
import { t } from '@/lib/i18n'
import type { Issue } from '@/lib/model/issue'
import type { Recognition } from '@/lib/oauth/recognition'
import { command } from '@/lib/state/actions'

const names = {
  'request-uri': 'panel.tokens.request_uri',
  'par-response': 'popup.found.par_response',
  'par-error': 'popup.found.par_error',
  'authorize-url': 'popup.found.authorize_url',
  response: 'popup.found.response',
  metadata: 'popup.found.metadata',
} as const

/** Whether a text without a token is something that has another place. */
export function belongsElsewhere({ kind }: Recognition): boolean {
  return kind in names
}

interface ElsewhereProps {
  readonly found: Recognition
  readonly text: string
  readonly onTaken: () => void
}

/** Says what a text without a token is, and takes it to where it belongs. */
export function Elsewhere({ found, text, onTaken }: ElsewhereProps) {
  const [issues, setIssues] = useState<readonly Issue[]>([])
  const show = async () => {
    const result = await ask(command('responseAdd', { text }))
    if (!result.ok) return setIssues(result.issues)
    onTaken()
    await command('panelOpen', { flowId: result.flowId, screen: 'flows' })
  }
  const add = async () => {
    const result = await ask(command('requestAdd', { text, details: null, open: null }))
    if (result.ok) onTaken()
    else setIssues(result.issues)
  }
  const judge = async () => {
    onTaken()
    await command('panelOpen', { flowId: null, screen: 'server', pasted: text })
  }
  const isRequest = ['request-uri', 'par-response', 'authorize-url'].includes(found.kind)
  return (
    <>
      <span className="grow">
        {t('panel.tokens.no_token', [t(names[found.kind as keyof typeof names])])}
      </span>
      {found.kind === 'response' && (
        <Button onClick={() => void show()}>{t('popup.paste.show')}</Button>
      )}
      {isRequest && <Button onClick={() => void add()}>{t('panel.tokens.add_request')}</Button>}
      {found.kind === 'metadata' && (
        <Button onClick={() => void judge()}>{t('panel.server.check')}</Button>
      )}
      {issues.map((issue) => (
        <IssueLine key={issue.code} issue={issue} />
      ))}
    </>
  )
}
