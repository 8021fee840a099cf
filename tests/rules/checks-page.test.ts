import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { severities } from '@/lib/rules/rule-severities'
import { ruleProfiles, type SeverityRow } from '@/lib/model/rule-profiles'
import { registry } from '@/lib/rules/registry'
import type { RuleId } from '@/lib/rules/rule-id'
import type { ArtefactKind } from '@/lib/model/rule-result'
import type { Rule } from '@/lib/rules/rule'
import { readRef, type SpecRef } from '@/lib/model/spec-links'

const headings: Record<ArtefactKind, string> = {
  metadata: 'Metadata',
  jwks: 'JWKS',
  'authorization-request': 'Authorization request',
  'par-response': 'PAR response',
  'authorization-response': 'Authorization response',
  jarm: 'JARM response',
  'token-response': 'Token response',
  jwt: 'Any JWT',
  'id-token': 'ID token',
  'access-token': 'Access token (JWT)',
  'userinfo-response': 'UserInfo response',
  'introspection-response': 'Introspection response',
  'request-object': 'Request object',
  'client-assertion': 'Client assertion',
  'dpop-proof': 'DPoP proof',
}
const words = { fail: 'failed', warn: 'warning', info: 'note', off: 'not applied' } as const

const { rules: texts, ui } = parse(readFileSync('lib/i18n/locales/en.yml', 'utf8')) as {
  rules: Record<string, Readonly<Record<string, unknown>>>
  ui: { rule_profiles: Record<string, string> }
}
const count = Object.values(registry).flat().length

const intro = `# Checks

Parley has ${count} checks. This page lists what each one reports, and how severe it is at worst in each body of rules that contains it. In the panel, each finding also shows the value it got, the value it expected and a fix.

A profile is checked against several bodies of rules. The first one in its row that contains a check decides how severe the check is; a check that none of them contains is not run.

| Check against | Bodies of rules, the most specific first |
| --- | --- |
${Object.entries(ruleProfiles)
  .map(([id, specs]) => `| ${ui.rule_profiles[id]} | ${specs.join(', ')} |`)
  .join('\n')}

This page is generated: \`npx vitest run --project unit tests/rules/checks-page.test.ts -u\`.
`

test('docs/checks.md lists every check', async () => {
  const sections = (Object.keys(headings) as ArtefactKind[]).map((kind) =>
    [
      `\n## ${headings[kind]}\n`,
      '| Check | Reports | Severity | Clauses |',
      '| --- | --- | --- | --- |',
      ...(registry[kind] as readonly Rule<RuleId>[]).map(row),
      '',
    ].join('\n'),
  )
  await expect(intro + sections.join('')).toMatchFileSnapshot('../../docs/checks.md')
})

function row({ id, refs }: Rule<RuleId>): string {
  const { passed: _, fixes: __, phrase: ___, ...findings } = texts[id.replaceAll('-', '_')] ?? {}
  const cells = [
    `\`${id}\``,
    Object.values(findings).join('<br>'),
    severityCell(severities[id]),
    refs.map(link).join('<br>'),
  ]
  return `| ${cells.map((cell) => cell.replaceAll('|', String.raw`\|`)).join(' | ')} |`
}

/** The severities, each with the bodies of rules that give it. */
function severityCell(severity: SeverityRow): string {
  const specsOf = (value: string) =>
    Object.entries(severity).flatMap(([spec, each]) => (each === value ? spec : []))
  return Object.entries(words)
    .filter(([value]) => specsOf(value).length > 0)
    .map(([value, word]) => `${word}: ${specsOf(value).join(', ')}`)
    .join('<br>')
}

function link(ref: SpecRef): string {
  const url = readRef(ref)?.url
  return url ? `[${ref}](${url})` : ref
}
