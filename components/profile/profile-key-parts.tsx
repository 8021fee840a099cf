import type { KeyboardEvent, ReactNode } from 'react'
import { t } from '@/lib/i18n'
import type { Issue } from '@/lib/model/issue'
import { Area, Field } from '@/components/ui/field'
import { StatusIcon } from '@/components/ui/icon'
import { IssueLine, issueText } from '@/components/ui/issue-line'
import { Prose } from '@/components/ui/prose'
import { algWarning, sortAlgs } from './profile-key-facts'
import { Fold } from './profile-parts'
import { Segmented } from '@/components/ui/segmented'

interface AlgChoiceProps {
  readonly algs: readonly string[]
  readonly value: string
  readonly onChange: (alg: string) => void
}

/** The algorithm that a key is used with. */
export function AlgChoice({ algs, value, onChange }: AlgChoiceProps) {
  const { shown, others } = sortAlgs(algs, value)
  const warning = algWarning(value)
  return (
    <div>
      <span className="label" aria-hidden="true">
        alg
      </span>
      <div className="btns">
        <Segmented
          label="alg"
          options={shown.map((alg) => ({ value: alg, label: alg }))}
          value={value}
          onChange={onChange}
        />
        {others.length > 0 && (
          <select
            className="pick"
            aria-label={t('ui.key.other_alg')}
            value=""
            onChange={({ target }) => onChange(target.value)}
          >
            <option value="">{t('ui.key.other')}</option>
            {others.map((alg) => (
              <option key={alg}>{alg}</option>
            ))}
          </select>
        )}
      </div>
      {warning !== null && (
        <div className="hint">
          <StatusIcon status="warn" />
          <span>{warning}</span>
        </div>
      )}
    </div>
  )
}

/** Facts about a key, apart from the key itself. */
export interface KeyDetails {
  readonly kid: string
  readonly alg: string
  /** PEM, as typed. */
  readonly certificate: string
}

interface KeyDetailsProps {
  readonly algs: readonly string[]
  readonly details: KeyDetails
  readonly onChange: (details: KeyDetails) => void
  readonly issues: readonly Issue[]
  readonly kidHint?: string
  readonly certificateHint: string
}

export function KeyDetailsFields(props: KeyDetailsProps) {
  const { algs, details, onChange, issues, kidHint, certificateHint } = props
  const about = (field: string) => {
    const issue = issues.find((item) => item.field === field)
    return issue ? issueText(issue) : null
  }
  return (
    <>
      <div className="form__pair">
        <Field
          label="kid"
          value={details.kid}
          onChange={({ target }) => onChange({ ...details, kid: target.value })}
          hint={
            kidHint && (
              <span>
                <Prose>{kidHint}</Prose>
              </span>
            )
          }
          issue={about('kid')}
          mono
        />
        <AlgChoice
          algs={algs}
          value={details.alg}
          onChange={(alg) => onChange({ ...details, alg })}
        />
      </div>
      <Fold title={t('ui.key.certificate')}>
        <Area
          label={t('ui.key.certificate_label')}
          rows={3}
          value={details.certificate}
          onChange={({ target }) => onChange({ ...details, certificate: target.value })}
          hint={certificateHint}
          issue={about('certificate')}
          placeholder="-----BEGIN CERTIFICATE-----"
        />
      </Fold>
    </>
  )
}

/** Issues without a field. */
export function OtherIssues({ issues }: { issues: readonly Issue[] }) {
  const otherIssues = issues.filter(({ field }) => field !== 'kid' && field !== 'certificate')
  if (otherIssues.length === 0) return null
  return (
    <div className="issues" role="alert">
      {otherIssues.map((issue) => (
        <IssueLine key={issue.code} issue={issue} />
      ))}
    </div>
  )
}

interface SubFormProps {
  readonly label: string
  readonly onSubmit: () => void
  readonly children: ReactNode
}

/** A form inside a form: Enter in one of its fields submits only this form. */
export function SubForm({ label, onSubmit, children }: SubFormProps) {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement)) return
    event.preventDefault()
    onSubmit()
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- only hears Enter
    <fieldset className="subform" aria-label={label} onKeyDown={onKeyDown}>
      {children}
    </fieldset>
  )
}
