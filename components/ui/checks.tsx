import { Fragment } from 'react'
import { Prose } from './prose'
import { SectionBar } from './section-bar'
import { StatusIcon } from './icon'
import { LongText } from './long-text'
import { resultText } from './result-text'
import { SpecLink } from './spec-link'
import type { RuleResult } from '@/lib/model/rule-result'
import { placeText, resultKey } from '@/lib/model/result-place'
import { statusOf } from '@/lib/model/status'
import { evidenceText } from './evidence-text'
import { t, tData } from '@/lib/i18n'
import { keyed } from './keyed'

interface ChecksProps {
  results: readonly RuleResult[]
}

/**
 * Failures in full, then the checks that could not run with the missing input, then passes as lines.
 */
export function Checks({ results }: ChecksProps) {
  const failed = results
    .filter(({ outcome }) => outcome === 'failed')
    .toSorted((a, b) => severityRank[a.severity] - severityRank[b.severity])
  const crashed = results.filter(({ outcome }) => outcome === 'crashed')
  const notRun = results.filter(({ outcome }) => outcome === 'not-observed')
  const passed = results.filter(({ outcome }) => outcome === 'passed')
  if (results.length === 0) return <p className="note-line meta">{t('panel.checks.none')}</p>
  return (
    <>
      {keyed([...failed, ...crashed], resultKey).map(({ key, item }) => (
        <CheckItem key={key} result={item} />
      ))}
      <CheckLines title={t('panel.checks.not_run')} results={notRun} />
      <CheckLines title={t('panel.checks.passed')} results={passed} />
    </>
  )
}

const severityRank = { fail: 0, warn: 1, info: 2 } as const

function CheckItem({ result }: { result: RuleResult }) {
  const { id, findings, refs, outcome } = result
  return (
    <article className="check">
      <StatusIcon status={statusOf(result)} />
      <h3 className="wrap">
        <Prose>{resultText(result)}</Prose>
      </h3>
      <dl className="check__facts">
        <dt>{t('panel.checks.about')}</dt>
        <dd className="mono">{placeText(result)}</dd>
        {keyed(findings, ({ code }) => code).map(({ key, item }) => (
          <Evidence key={key} seen={item.seen} expected={item.expected} />
        ))}
        {outcome === 'failed' && <Fixes id={id} findings={findings} />}
        <dt>{t('panel.checks.source')}</dt>
        <dd className="check__refs">
          {refs.map((ref) => (
            <SpecLink key={ref} specRef={ref} />
          ))}
        </dd>
      </dl>
    </article>
  )
}

interface EvidenceProps {
  seen: string | undefined
  expected: string | undefined
}

/** The observed and the expected values. */
export function Evidence({ seen, expected }: EvidenceProps) {
  return (
    <>
      {seen !== undefined && (
        <>
          <dt>{t('panel.checks.seen')}</dt>
          <dd className="mono">
            <LongText text={evidenceText(seen)} />
          </dd>
        </>
      )}
      {expected !== undefined && (
        <>
          <dt>{t('panel.checks.expected')}</dt>
          <dd className="mono">
            <LongText text={evidenceText(expected)} />
          </dd>
        </>
      )}
    </>
  )
}

/** The fix for each finding. */
function Fixes({ id, findings }: Pick<RuleResult, 'id' | 'findings'>) {
  const texts = new Set(findings.map(({ code }) => tData(`rules.${id}.fixes.${code}`)))
  return [...texts].map((text) => (
    <Fragment key={text}>
      <dt>{t('panel.checks.fix')}</dt>
      <dd>
        <Prose>{text}</Prose>
      </dd>
    </Fragment>
  ))
}

/** A check that could not run is named by its id, because its sentence says what was not compared. */
function lineText(result: RuleResult): string {
  if (result.outcome !== 'not-observed') return resultText(result)
  return t('panel.checks.missing', [result.id, resultText(result)])
}

interface CheckLinesProps {
  title: string
  results: readonly RuleResult[]
}

function CheckLines({ title, results }: CheckLinesProps) {
  if (results.length === 0) return null
  return (
    <>
      <SectionBar level={3} title={title}>
        {results.length}
      </SectionBar>
      <ul>
        {keyed(results, resultKey).map(({ key, item: result }) => (
          <li key={key} className="check__line">
            <StatusIcon status={statusOf(result)} />
            <span className="check__text">
              <span className="mono">{placeText(result)}</span> <Prose>{lineText(result)}</Prose>
            </span>
            <span className="src">{result.refs[0] && <SpecLink specRef={result.refs[0]} />}</span>
          </li>
        ))}
      </ul>
    </>
  )
}
