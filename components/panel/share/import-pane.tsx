import { FileText } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { Icon, StatusIcon } from '@/components/ui/icon'
import { IssueNotes } from '@/components/ui/issue-notes'
import { Scroll } from '@/components/ui/scroll'
import { t } from '@/lib/i18n'
import { Task } from './task'
import type { FlowImport, ImportJob } from './use-import'

interface ImportPaneProps {
  readonly jobs: FlowImport['jobs']
  /** Shows a flow. */
  readonly onFlow: (id: string) => void
  readonly onClose: () => void
}

/** What was read from each file, and why the others were refused. */
export function ImportPane({ jobs, onFlow, onClose }: ImportPaneProps) {
  const found = jobs.flatMap(({ state }) => (state.kind === 'done' ? state.flowIds : []))
  const [first] = found
  return (
    <Task
      title={t('panel.share.import')}
      about={t('panel.share.imported', found.length)}
      onClose={onClose}
    >
      <Scroll label={t('panel.share.files')}>
        {jobs.map((job) => (
          <Job key={job.id} job={job} />
        ))}
      </Scroll>
      <div className="bar bar--foot task__foot">
        <span className="meta grow">{t('panel.share.import_note')}</span>
        {first !== undefined && (
          <Button variant="primary" onClick={() => onFlow(first)}>
            {t('panel.share.open_first')}
          </Button>
        )}
      </div>
    </Task>
  )
}

function Job({ job: { name, state } }: { job: ImportJob }) {
  return (
    <div className="job">
      <JobIcon state={state} />
      <div className="grow">
        <span className="job__t">{name}</span>
        {state.kind === 'reading' && <div className="meta">{t('panel.share.reading')}</div>}
        {state.kind === 'done' && (
          <div className="meta">{t('panel.share.imported', state.flowIds.length)}</div>
        )}
        {state.kind === 'refused' && <IssueNotes issues={state.issues} />}
      </div>
    </div>
  )
}

function JobIcon({ state }: { state: ImportJob['state'] }) {
  if (state.kind === 'reading') return <Icon of={FileText} />
  return <StatusIcon status={state.kind === 'done' ? 'pass' : 'fail'} />
}
