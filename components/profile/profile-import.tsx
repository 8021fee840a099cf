import { useState } from 'react'
import { ask } from '@/components/connected/ask'
import { Area } from '@/components/ui/field'
import { StatusIcon } from '@/components/ui/icon'
import { useTextFile } from './profile-drop'
import type { ImportReport } from '@/lib/messaging/views'
import type { Issue } from '@/lib/model/issue'
import { command } from '@/lib/state/actions'
import { t, tData } from '@/lib/i18n'
import { FormDialog } from '@/components/ui/form-dialog'
import { ImportWithheld } from './import-withheld'
import { keyed } from '@/components/ui/keyed'
import { fieldName } from './profile-changes'

interface ProfileImportProps {
  onImported: (id: string) => void
  onClose: () => void
}

/** Imports profiles from a file, and reports what was imported and what was not. */
export function ProfileImport({ onImported, onClose }: ProfileImportProps) {
  const [text, setText] = useState('')
  const [issues, setIssues] = useState<readonly Issue[]>([])
  const [report, setReport] = useState<ImportReport | null>(null)
  const [pending, setPending] = useState(false)
  const { isOver, dropProps, chooseProps } = useTextFile(setText)
  const take = async () => {
    if (report) return true
    setPending(true)
    const result = await ask(command('profilesImport', { text }))
    setPending(false)
    if (result.ok) {
      setText('')
      setReport(result.report)
      const [first] = result.report.profileIds
      if (first !== undefined) onImported(first)
    } else setIssues(result.issues)
    return false
  }
  return (
    <FormDialog
      title={t('panel.import.title')}
      submit={t(report ? 'panel.import.done' : 'panel.import.import')}
      pending={pending}
      issues={issues}
      onSubmit={take}
      onClose={onClose}
    >
      {report ? (
        <Report report={report} />
      ) : (
        <div className={isOver ? 'drop is-over' : 'drop'} {...dropProps}>
          <Area
            label={t('panel.import.label')}
            rows={8}
            value={text}
            onChange={({ target }) => {
              setIssues([])
              setText(target.value)
            }}
            hint={t('panel.import.hint')}
          />
          <div className="btns">
            <label className="btn">
              {t('ui.key.choose_file')}
              <input className="vh" {...chooseProps} />
            </label>
          </div>
        </div>
      )}
    </FormDialog>
  )
}

const sources = {
  parley: 'panel.import.parley',
  'postman-environment': 'panel.import.environment',
  'postman-collection': 'panel.import.collection',
} as const satisfies Record<ImportReport['source'], string>

function Report({ report }: { report: ImportReport }) {
  const { source, profileIds, taken, added, left, withheld, redirectHosts } = report
  return (
    <output className="report">
      <p className="with-icon">
        <StatusIcon status="pass" />
        <span>{t(sources[source], profileIds.length)}</span>
      </p>
      <ImportWithheld items={withheld} />
      {redirectHosts.length > 0 && (
        <p className="with-icon">
          <StatusIcon status="neutral" />
          <span className="wrap">
            {t('panel.import.redirects')} <bdi className="mono">{redirectHosts.join(', ')}</bdi>
          </span>
        </p>
      )}
      {taken.length > 0 && (
        <section aria-label={t('panel.import.imported')}>
          <h3 className="label">{t('panel.import.imported')}</h3>
          <dl className="report__rows">
            {keyed(taken, ({ name, field }) => `${name} ${field}`).map(({ key, item }) => (
              <div key={key}>
                <dt className="mono wrap">{item.name}</dt>
                <dd>{fieldName(item.field)}</dd>
              </div>
            ))}
          </dl>
        </section>
      )}
      {added.length > 0 && (
        <section aria-label={t('panel.import.added')}>
          <h3 className="label">{t('panel.import.added')}</h3>
          <dl className="report__rows">
            {keyed(added, ({ field }) => field).map(({ key, item }) => (
              <div key={key}>
                <dt>{fieldName(item.field)}</dt>
                <dd className="wrap">
                  <span className="mono">{item.value}</span>
                  <div className="meta">{tData(`import.added.${item.reason}`)}</div>
                </dd>
              </div>
            ))}
          </dl>
        </section>
      )}
      {left.length > 0 && (
        <section aria-label={t('panel.import.skipped')}>
          <h3 className="label">{t('panel.import.skipped')}</h3>
          <dl className="report__rows">
            {keyed(left, ({ name, code }) => `${name} ${code}`).map(({ key, item }) => (
              <div key={key}>
                <dt className="mono wrap">{item.name}</dt>
                <dd className="meta">{tData(`import.left.${item.code}`)}</dd>
              </div>
            ))}
          </dl>
        </section>
      )}
    </output>
  )
}
