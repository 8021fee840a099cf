import './inspector.css'
import { Button } from '@/components/ui/button'
import { AlsoAffects, FindingFacts } from '@/components/ui/finding'
import { StatusIcon } from '@/components/ui/icon'
import { keyed } from '@/components/ui/keyed'
import { verdictText } from '@/components/ui/phrase-text'
import { plainText, Prose } from '@/components/ui/prose'
import { SectionBar } from '@/components/ui/section-bar'
import type { Severity } from '@/lib/model/rule-profiles'
import type { Finding, RuleResult } from '@/lib/model/rule-result'
import { t } from '@/lib/i18n'
import { focusLine } from './inspector-keys'

interface Problem {
  readonly result: RuleResult
  readonly finding: Finding
  readonly severity: Severity
}

const order: readonly Severity[] = ['fail', 'warn']

/** The failures and warnings among results, the worst first; a note stays in its line. */
function problemsIn(results: readonly RuleResult[]): readonly Problem[] {
  const found = results.flatMap((result) =>
    result.outcome === 'failed'
      ? result.findings.map((finding): Problem => ({
          result,
          finding,
          severity: finding.severity ?? result.severity,
        }))
      : [],
  )
  return order.flatMap((wanted) => found.filter(({ severity }) => severity === wanted))
}

/** What is wrong, in full and above the rest; nothing if nothing is. */
export function Problems({ results }: { results: readonly RuleResult[] }) {
  const problems = problemsIn(results)
  if (problems.length === 0) return null
  return (
    <section className="problems" aria-label={t('panel.checks.problems')}>
      <SectionBar level={3} title={t('panel.checks.problems')}>
        {problems.length}
      </SectionBar>
      {keyed(problems, ({ result, finding }) => `${result.of} ${result.id} ${finding.code}`).map(
        ({ key, item }) => (
          <ProblemBlock key={key} problem={item} />
        ),
      )}
    </section>
  )
}

function ProblemBlock({ problem: { result, finding, severity } }: { problem: Problem }) {
  const verdict = verdictText(result.id, finding)
  return (
    <article
      className={`qbad is-${severity}`}
      tabIndex={-1}
      data-problem
      aria-label={plainText(verdict)}
    >
      <Button
        variant="link"
        className="mono"
        data-open
        onClick={({ currentTarget }) => focusLine(currentTarget.closest('.scroll'), result.about)}
      >
        {result.about}
      </Button>
      <h4 className="wrap">
        <Prose>{verdict}</Prose>
      </h4>
      <StatusIcon status={severity} />
      <div className="qbad__in">
        <FindingFacts result={result} finding={finding} />
        <AlsoAffects finding={finding} />
      </div>
    </article>
  )
}
