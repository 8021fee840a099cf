import { Copy, FileText } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { formatOctets } from '@/components/ui/format'
import { Icon, StatusIcon } from '@/components/ui/icon'
import { issueSummary } from '@/components/ui/issue-line'
import { keyed } from '@/components/ui/keyed'
import { Prose } from '@/components/ui/prose'
import { Scroll } from '@/components/ui/scroll'
import { command } from '@/lib/state/actions'
import { t } from '@/lib/i18n'
import { ImportFound } from './import-found'
import { Task } from './task'
import type { FlowImport, ImportJob } from './use-import'

interface ImportPaneProps extends Pick<FlowImport, 'jobs' | 'cancel'> {
  /** Shows a flow. */
  readonly onFlow: (id: string) => void
  readonly onCompare: (a: string, b: string) => void
  readonly onClose: () => void
}

/** What was read from each file, and why the others were refused. */
export function ImportPane({ jobs, cancel, onFlow, onCompare, onClose }: ImportPaneProps) {
  const found = jobs.flatMap(({ state }) => (state.kind === 'done' ? state.flowIds : []))
  const [first, second] = found
  const isReading = jobs.some(({ state }) => state.kind === 'reading' || state.kind === 'waiting')
  const reasons = jobs.flatMap(reasonsOf)
  return (
    <Task title={t('panel.share.import')} about={aboutOf(jobs)} onClose={onClose}>
      <Scroll label={t('panel.share.files')}>
        {jobs.map((job) => (
          <Job key={job.id} job={job} onCancel={() => cancel(job.id)} onFlow={onFlow} />
        ))}
      </Scroll>
      <div className="bar bar--foot task__foot">
        <span className="meta grow">{t(noteOf(isReading, reasons.length > 0))}</span>
        {isReading && <Button onClick={() => cancel(null)}>{t('panel.share.cancel_all')}</Button>}
        {reasons.length > 0 && (
          <CopyButton
            value={reasons.join('\n')}
            label={t('panel.share.copy_reasons')}
            icon={<Icon of={Copy} />}
          >
            {t('panel.share.copy_reasons')}
          </CopyButton>
        )}
        {first !== undefined && second !== undefined && (
          <Button onClick={() => onCompare(first, second)}>{t('panel.share.compare_two')}</Button>
        )}
        {first !== undefined && (
          <Button variant="primary" onClick={() => onFlow(first)}>
            {t('panel.share.open_first')}
          </Button>
        )}
      </div>
    </Task>
  )
}

function noteOf(isReading: boolean, hasRefused: boolean) {
  if (isReading) return 'panel.share.whole_files'
  return hasRefused ? 'panel.share.nothing_refused' : 'panel.share.import_note'
}

/** "6 files, 5 refused" */
function aboutOf(jobs: FlowImport['jobs']): string {
  const [only] = jobs
  if (only && jobs.length === 1) return only.name
  const count = jobs.filter(({ state }) => state.kind === 'refused').length
  const files = t('panel.share.file_count', jobs.length)
  return count === 0 ? files : `${files}, ${t('panel.share.refused_count', count)}`
}

function reasonsOf({ name, state }: ImportJob): readonly string[] {
  if (state.kind !== 'refused') return []
  return state.issues.map((issue) => `${name}: ${issueSummary(issue)}`)
}

interface JobProps {
  readonly job: ImportJob
  readonly onCancel: () => void
  readonly onFlow: (id: string) => void
}

function Job({ job, onCancel, onFlow }: JobProps) {
  const { name, octets, state } = job
  const isOpen = state.kind === 'reading' || state.kind === 'waiting'
  return (
    <>
      <div className="job">
        <JobIcon state={state} />
        <div>
          <span className="job__t">{titleOf(job)}</span>
          <JobText state={state} octets={octets} />
        </div>
        {isOpen && (
          <Button variant={state.kind === 'waiting' ? 'quiet' : undefined} onClick={onCancel}>
            {t(state.kind === 'waiting' ? 'panel.share.skip' : 'panel.share.cancel')}
          </Button>
        )}
        {state.kind === 'done' && state.flowIds.length > 0 && (
          <Button
            variant="quiet"
            onClick={() => void command('flowsRemove', { ids: state.flowIds })}
          >
            {t('panel.share.remove_all')}
          </Button>
        )}
        {state.kind === 'reading' && (
          <progress
            className="job__bar"
            aria-label={t('panel.share.reading', [name])}
            max={Math.max(octets, 1)}
            value={Math.min(state.characters, octets)}
          />
        )}
      </div>
      {state.kind === 'done' && <ImportFound file={state} onFlow={onFlow} />}
    </>
  )
}

function JobText({ state, octets }: Pick<ImportJob, 'state' | 'octets'>) {
  if (state.kind === 'waiting') return <div className="meta">{t('panel.share.waits')}</div>
  if (state.kind === 'cancelled') return <div className="meta">{t('panel.share.cancelled')}</div>
  if (state.kind === 'reading') return <div className="meta num">{progressOf(state, octets)}</div>
  if (state.kind === 'done')
    return state.summary && <div className="meta">{usedOf(state.summary)}</div>
  return keyed(state.kind === 'refused' ? state.issues : [], ({ code }) => code).map(
    ({ key, item }) => (
      <div key={key}>
        <Prose>{issueSummary(item)}</Prose>
      </div>
    ),
  )
}

function titleOf({ name, state }: ImportJob): string {
  if (state.kind !== 'done') return name
  if (state.flowIds.length === 0) return t('panel.share.found_none', [name])
  return t('panel.share.imported_file', [t('panel.share.imported', state.flowIds.length), name])
}

type Reading = Extract<ImportJob['state'], { readonly kind: 'reading' }>

/** "31.2 of 50.0 MB read, 1204 entries" */
function progressOf({ characters, entries }: Reading, octets: number): string {
  const part = [formatOctets(Math.min(characters, octets)), formatOctets(octets)] as const
  const read = t('panel.share.read_part', [...part])
  return entries === 0 ? read : `${read}, ${t('panel.share.entries_read', entries)}`
}

type Summary = NonNullable<Extract<ImportJob['state'], { readonly kind: 'done' }>['summary']>

/** "Recorded by Firefox 153. 21 of 1987 entries used" */
function usedOf({ tool, used, count }: Summary): string {
  const entries = t('panel.share.entries_used', [String(used), String(count)])
  return tool === '' ? entries : `${t('panel.share.recorded_by', [tool])}. ${entries}`
}

function JobIcon({ state }: { state: ImportJob['state'] }) {
  if (state.kind === 'refused') return <StatusIcon status="fail" />
  if (state.kind === 'done' && state.flowIds.length > 0) return <StatusIcon status="pass" />
  return <Icon of={FileText} />
}
