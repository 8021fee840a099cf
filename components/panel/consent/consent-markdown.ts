import type { Consent } from '@/lib/consent/consent'
import { columns, type Column } from '@/lib/consent/model'
import { formatIso } from '@/components/ui/format'
import { markdownRow as line, markdownText as cell } from '@/lib/model/markdown'
import { plainText } from '@/components/ui/prose'
import { t } from '@/lib/i18n'
import {
  cellText,
  columnTexts,
  fixTexts,
  groupTexts,
  issueText,
  sentenceText,
  sourceTexts,
  typeText,
  wordTexts,
} from './consent-text'

/** The comparison as Markdown. Account numbers are cut to four digits, secrets are masked. */
export function consentMarkdown(consent: Consent): string {
  const shown = columns.filter((column) => consent[column] !== null)
  const { sections, issues, id, statusText, expiry } = consent
  const fixes = sections.flatMap(({ rows }) =>
    rows.flatMap(({ member, fix }) => (fix ? [`- ${cell(member)}: ${t(fixTexts[fix])}`] : [])),
  )
  return [
    `## ${t('panel.consent.title')}: ${cell(plainText(typeText(consent)))}`,
    '',
    cell(sentenceText(consent)),
    '',
    ...(id ? [`- ${cell(id[0])}: ${cell(id[1])}`] : []),
    ...(statusText === null ? [] : [`- ${t('panel.consent.facts.status')}: ${cell(statusText)}`]),
    ...(expiry === null ? [] : [`- ${t('panel.consent.facts.expires')}: ${formatIso(expiry)}`]),
    ...shown.map((column) => `- ${t(columnTexts[column])}: ${momentOf(consent, column)}`),
    ...issues.map((issue) => `- ${cell(plainText(issueText(issue)))}`),
    '',
    line([
      t('panel.consent.member'),
      ...shown.map((column) => t(columnTexts[column])),
      t('panel.consent.result'),
    ]),
    line(Array.from({ length: shown.length + 2 }, () => '---')),
    ...sections.flatMap(({ title, rows }) =>
      rows.map(({ group, member, cells, word }) =>
        line([
          cell(
            group === 'element'
              ? `${title} ${member}`.trim()
              : `${t(groupTexts[group])}: ${member}`,
          ),
          ...shown.map((column) => cell(cellText(cells[column]))),
          word ? t(wordTexts[word]) : '',
        ]),
      ),
    ),
    ...(fixes.length === 0 ? [] : ['', ...new Set(fixes)]),
    '',
  ].join('\n')
}

function momentOf(consent: Consent, column: Column): string {
  const snapshot = consent[column]
  return snapshot ? `${t(sourceTexts[snapshot.kind])}, ${formatIso(snapshot.at)}` : ''
}
