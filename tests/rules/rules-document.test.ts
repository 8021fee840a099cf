import { expect, test } from 'vitest'
import {
  decisionOf,
  findingSeverity,
  profileIds,
  type RuleFinding,
  type RulePage,
} from '@/lib/catalogue/rule-pages'
import type { Severity } from '@/lib/model/rule-profiles'
import { specLinks, type SpecRef } from '@/lib/model/spec-links'
import { currentPages, findingTexts, keyOf, locale } from './rule-pages'

const { titles, texts, artefacts, severities: words, owners, needs, specs } = locale.rule_pages
const names = new Intl.ListFormat('en', { type: 'disjunction' }).format(
  profileIds.map((id) => locale.ui.rule_profiles[id] ?? id),
)

const intro = `# Rules

Parley has ${currentPages.length} rules. This page lists what each one checks, the clause that it is from, and how severe a failure is for a profile that is checked against ${names}. A finding can be milder than its rule; then its severity follows it. In the panel, the Rules screen shows the same, with the results in your flows.

Conditions and test modules are names of the [OpenID conformance suite](https://gitlab.com/openid/conformance-suite) that test the same.

This page is generated: \`npx vitest run --project unit tests/rules -u\`.
`

test('docs/rules.md lists every rule', async () => {
  const sections = [...Map.groupBy(currentPages, ({ on }) => on)].map(
    ([on, pages]) => `\n## ${artefacts[keyOf(on)]}\n${pages.map(section).join('')}`,
  )
  await expect(intro + sections.join('')).toMatchFileSnapshot('../../docs/rules.md')
})

function section(page: RulePage): string {
  const lines: readonly (readonly [name: string, text: string])[] = [
    ['Clauses', page.refs.map(link).join(', ')],
    ['Severity', severityText(page)],
    ['Findings', page.findings.map((finding) => findingText(page, finding)).join('; ')],
    ['Needs', page.needs.map((need) => needs[keyOf(need)]).join('; ')],
    ['Good', code(page.good)],
    ['Bad', code(page.bad)],
    ['Conditions', page.oidf.map(code).join(', ')],
    ['Test modules', page.modules.map(code).join(', ')],
  ]
  const list = lines.filter(([, text]) => text !== '').map(([name, text]) => `- ${name}: ${text}`)
  return `\n### \`${page.id}\`\n\n${titles[keyOf(page.id)]}. ${texts[keyOf(page.id)] ?? ''} ${owners[page.owner]}.\n\n${list.join('\n')}\n`
}

/** The profiles by the severity that the rule has for them. */
function severityText({ severity }: RulePage): string {
  const groups = Map.groupBy(profileIds, (id) => decisionOf(severity, id)?.severity)
  const order = [...(Object.keys(words) as Severity[]), undefined]
  const parts = order.flatMap((each) => {
    const ids = groups.get(each)
    const word = each === undefined ? 'does not run' : words[each].toLowerCase()
    return ids ? [`${word} (${ids.map((id) => locale.ui.rule_profiles[id]).join(', ')})`] : []
  })
  return parts.join('; ')
}

function findingText({ id, severity }: RulePage, finding: RuleFinding): string {
  const decisions = profileIds.flatMap((profile) => decisionOf(severity, profile) ?? [])
  const milder = decisions.flatMap((decision) => {
    const own = findingSeverity(finding, decision)
    return own === decision.severity ? [] : [[decision.spec, own] as const]
  })
  const text = String(findingTexts(id)[finding.code])
  if (milder.length === 0) return text
  const bySeverity = Map.groupBy(new Map(milder), ([, own]) => own)
  const isForAll = new Set(decisions.map(({ spec }) => spec)).size === new Map(milder).size
  const parts = [...bySeverity].map(([own, found]) => {
    const where = found.map(([spec]) => specs[spec.replaceAll('.', '_')]).join(', ')
    return isForAll && bySeverity.size === 1
      ? words[own].toLowerCase()
      : `${words[own].toLowerCase()} for ${where}`
  })
  return `${text} (${parts.join('; ')})`
}

function code(text: string): string {
  return text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``
}

function link(ref: SpecRef): string {
  const prefix = Object.entries(specLinks).find(([start]) => ref.startsWith(start))
  return prefix ? `[${ref}](${prefix[1]}${ref.slice(prefix[0].length)})` : ref
}
