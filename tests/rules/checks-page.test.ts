import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { severities } from '@/lib/rules/rule-severities'
import { severityOf, type RuleProfile, type Severity } from '@/lib/model/rule-profiles'
import { registry } from '@/lib/rules/registry'
import type { RuleId } from '@/lib/rules/rule-id'
import type { ArtefactKind } from '@/lib/model/rule-result'
import type { Rule } from '@/lib/rules/rule'
import { specLinks, type SpecRef } from '@/lib/model/spec-links'

const headings: Record<ArtefactKind, string> = {
  metadata: 'Metadata',
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
const words: Record<Severity, string> = { fail: 'failed', warn: 'warning', info: 'note' }
const profiles: readonly RuleProfile[] = ['oauth2', 'fapi2', 'ofm']

const { rules: texts } = parse(readFileSync('lib/i18n/locales/en.yml', 'utf8')) as {
  rules: Record<string, Readonly<Record<string, unknown>>>
}
const count = Object.values(registry).flat().length

const intro = `# Checks

Parley has ${count} checks. This page lists what each one reports, and how severe it is at worst for a profile that is checked against OAuth 2 and OpenID Connect (OAuth), FAPI 2.0 (FAPI) or Open Finance Malaysia (OFM). A dash means that the check is not part of these rules. In the panel, each finding also shows the value it got, the value it expected and a fix.

This page is generated: \`npx vitest run --project unit tests/rules/checks-page.test.ts -u\`.
`

test('docs/checks.md lists every check', async () => {
  const sections = (Object.keys(headings) as ArtefactKind[]).map((kind) =>
    [
      `\n## ${headings[kind]}\n`,
      '| Check | Reports | OAuth | FAPI | OFM | Clauses |',
      '| --- | --- | --- | --- | --- | --- |',
      ...(registry[kind] as readonly Rule<RuleId>[]).map(row),
      '',
    ].join('\n'),
  )
  await expect(intro + sections.join('')).toMatchFileSnapshot('../../docs/checks.md')
})

function row({ id, refs }: Rule<RuleId>): string {
  const { passed: _, fixes: __, phrase: ___, ...findings } = texts[id.replaceAll('-', '_')] ?? {}
  const severity = profiles.map((profile) => {
    const found = severityOf(severities[id], profile)
    return found ? words[found] : '–'
  })
  const cells = [
    `\`${id}\``,
    Object.values(findings).join('<br>'),
    ...severity,
    refs.map(link).join('<br>'),
  ]
  return `| ${cells.map((cell) => cell.replaceAll('|', String.raw`\|`)).join(' | ')} |`
}

function link(ref: SpecRef): string {
  const prefix = Object.entries(specLinks).find(([start]) => ref.startsWith(start))
  return prefix ? `[${ref}](${prefix[1]}${ref.slice(prefix[0].length)})` : ref
}
