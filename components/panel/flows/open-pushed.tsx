import { useState } from 'react'
import { ActionButton } from '@/components/ui/action-button'
import { ask } from '@/components/connected/ask'
import { TimeLeft } from '@/components/ui/time'
import type { Flow } from '@/lib/flow/model/flow'
import type { Issue } from '@/lib/model/issue'
import { command } from '@/lib/state/actions'
import { useMirror } from '@/lib/state/mirror'
import { Prose } from '@/components/ui/prose'
import { t } from '@/lib/i18n'
import { IssueNotes } from '@/components/ui/issue-notes'

/** Opens the request that a flow pushed; nothing without such a request. */
export function OpenPushed({ flow }: { flow: Flow }) {
  const request = useMirror(({ requests }) =>
    requests.find(({ flowId, removedAt }) => flowId === flow.id && removedAt === undefined),
  )
  const [issues, setIssues] = useState<readonly Issue[]>([])
  const [pending, setPending] = useState(false)
  if (!request) return null
  const { id, expiresAt, receivedAt } = request
  const open = async () => {
    setPending(true)
    const result = await ask(command('requestOpen', { id, where: 'tab' }))
    setPending(false)
    setIssues(result.ok ? [] : result.issues)
  }
  return (
    <>
      <IssueNotes issues={issues} />
      <div className="bar bar--foot">
        <span className="meta grow cut">
          <Prose>{t('panel.push.to_open')}</Prose>
        </span>
        {expiresAt !== null && <TimeLeft until={expiresAt} total={expiresAt - receivedAt} />}
        <ActionButton variant="primary" pending={pending} onClick={() => void open()}>
          {t('panel.push.open')}
        </ActionButton>
      </div>
    </>
  )
}
