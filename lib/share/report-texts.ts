import type { MessageKind } from '@/lib/flow/model/message'
import type { RuleProfile } from '@/lib/model/rule-profiles'
import { readRef, type SpecRef } from '@/lib/model/spec-links'
import { organisationOf, specNameOf } from '@/lib/model/spec-names'

type Values = Readonly<Record<string, string | number>>

/** The sentence of a key of the locale. The page that writes a report has it. */
export type Translate = (key: string, values?: Values) => string

/** A clause with the URL of its text; null without one. */
export interface ClauseText {
  readonly text: string
  readonly url: string | null
}

export type ReportTexts = ReturnType<typeof reportTexts>

/** The texts of reports. */
export function reportTexts(translate: Translate) {
  const say = (key: string, values?: Values) => translate(`report.${key}`, values)
  return {
    say,
    message: (kind: MessageKind) => translate(`panel.message.${kind.replaceAll('-', '_')}`),
    verdict: (id: string, code: string) =>
      code === 'crashed' ? say('crashed') : translate(`rules.${ruleKey(id)}.${code}`),
    ruleProfileName: (profile: RuleProfile) => translate(`ui.rule_profiles.${profile}`),
    passed: (id: string) => translate(`rules.${ruleKey(id)}.passed`),
    fix: (id: string, code: string) =>
      code === 'crashed' ? '' : translate(`rules.${ruleKey(id)}.fixes.${code}`),
    /** A sentence about a negative test. */
    negative: (key: string, values?: Values) => translate(`report.negative.${key}`, values),
    /** What a step of a negative test sends, as a noun phrase. */
    probeStep: (step: string) => translate(`probes.step.${step.replaceAll('-', '_')}`),
    issue: (code: string, values: Values) => translate(`issues.${code}`, values),
    clause: (ref: SpecRef): ClauseText => {
      const clause = readRef(ref)
      if (!clause) return { text: organisationOf(ref) ?? ref, url: null }
      const { prefix, section, url } = clause
      const name = specNameOf(prefix)
      return { text: section === '' ? name : say('clause', { name, section }), url }
    },
  }
}

const ruleKey = (id: string) => id.replaceAll('-', '_')
