import { StatusIcon } from '@/components/ui/icon'
import { Prose } from '@/components/ui/prose'
import {
  decisionOf,
  findingSeverity,
  profileIds,
  type Decision,
  type RuleFinding,
  type RulePage,
} from '@/lib/catalogue/rule-pages'
import { t, tData } from '@/lib/i18n'
import type { ListProfile } from './rule-items'
import { needText, profileName, severityWord, specName } from './rule-text'

interface PartProps {
  readonly page: RulePage
}

/** Each finding with its severity in a profile and its fix. */
export function RuleFindings({ page, profile }: PartProps & { readonly profile: ListProfile }) {
  const { id, findings } = page
  const decision = decisionFor(page, profile)
  return (
    <>
      <h3>{t('panel.rules.findings')}</h3>
      <table className="tbl rulep__findings">
        <tbody>
          {findings.map((finding) => (
            <tr key={finding.code}>
              <th scope="row">
                <Prose>{tData(`rules.${id}.${finding.code}`)}</Prose>
              </th>
              <td>{decision && severityWord(findingSeverity(finding, decision))}</td>
              <td>
                <Prose>{fixText(id, finding)}</Prose>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

/** In all profiles, and in one that does not run the rule, the first that does decides. */
function decisionFor({ severity }: RulePage, profile: ListProfile): Decision | null {
  const own = profile === 'all' ? null : decisionOf(severity, profile)
  return own ?? profileIds.map((each) => decisionOf(severity, each)).find(Boolean) ?? null
}

const fixText = (id: string, { code }: RuleFinding) => tData(`rules.${id}.fixes.${code}`)

export function RuleExamples({ page: { good, bad } }: PartProps) {
  return (
    <>
      <h3>{t('panel.rules.examples')}</h3>
      <div className="eg">
        <Example title={t('panel.rules.good')} status="pass" text={good} />
        <Example title={t('panel.rules.bad')} status="fail" text={bad} />
      </div>
    </>
  )
}

interface ExampleProps {
  readonly title: string
  readonly status: 'pass' | 'fail'
  readonly text: string
}

function Example({ title, status, text }: ExampleProps) {
  return (
    <div>
      <div className="eg__h">
        <StatusIcon status={status} />
        <span>{title}</span>
      </div>
      <pre>{text}</pre>
    </div>
  )
}

/** The severity in each profile: first those that run the rule. */
export function RuleSeverities({ page: { severity } }: PartProps) {
  const rows = profileIds
    .map((profile) => ({ profile, decision: decisionOf(severity, profile) }))
    .toSorted((a, b) => Number(a.decision === null) - Number(b.decision === null))
  return (
    <>
      <h3>
        {t('panel.rules.severity')}
        <span className="meta">{t('panel.rules.by_profile')}</span>
      </h3>
      <ul className="sevs">
        {rows.map(({ profile, decision }) => (
          <li key={profile} className={decision ? undefined : 'quiet'}>
            <span className="sevs__word">{decision && severityWord(decision.severity)}</span>
            <span>{profileName(profile)}</span>
            <span className="sevs__end">{originText(profileName(profile), decision)}</span>
          </li>
        ))}
      </ul>
    </>
  )
}

/** Where a severity is from, unless that is the profile itself. */
function originText(profile: string, decision: Decision | null): string | null {
  if (decision === null) return t('panel.rules.not_run')
  const spec = specName(decision.spec)
  return spec === profile ? null : t('panel.rules.from', [spec])
}

/** The names of the matching tests of the OpenID conformance suite. */
export function RuleSuite({ page: { oidf, modules } }: PartProps) {
  if (oidf.length + modules.length === 0) return null
  return (
    <>
      <h3>{t('panel.rules.suite')}</h3>
      <dl className="rulep__suite">
        <Names title={t('panel.rules.conditions')} names={oidf} />
        <Names title={t('panel.rules.modules')} names={modules} />
      </dl>
    </>
  )
}

function Names({ title, names }: { readonly title: string; readonly names: readonly string[] }) {
  if (names.length === 0) return null
  return (
    <div>
      <dt>{title}</dt>
      {names.map((name) => (
        <dd key={name} className="mono wrap">
          {name}
        </dd>
      ))}
    </div>
  )
}

export function RuleNeeds({ page: { needs } }: PartProps) {
  return (
    <>
      <h3>{t('panel.rules.needs')}</h3>
      {needs.length === 0 ? (
        <p>{t('panel.rules.needs_none')}</p>
      ) : (
        <>
          <p>{t('panel.rules.needs_text')}</p>
          <ul className="rulep__needs">
            {needs.map((need) => (
              <li key={need}>
                <Prose>{needText(need)}</Prose>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}
