import { describe, expect, test } from 'vitest'
import { contains, ruleProfileNames } from '@/lib/model/rule-profiles'
import type { ArtefactKind, RuleResult } from '@/lib/model/rule-result'
import { statusOf } from '@/lib/model/status'
import { registry } from '@/lib/rules/registry'
import { issuer } from '../../rules/artefacts'
import { golden as ofServer } from '../../rules/golden'
import { golden as ofClient } from '../../rules/golden-created'
import { golden as ofRequests } from '../../rules/golden-requests'
import { golden as ofDocuments } from '../../rules/golden-pasted'
import { golden as ofResources } from '../../rules/golden-resources'
import { golden as ofSigned } from '../../rules/golden-signed'
import { golden as ofTokens } from '../../rules/golden-tokens'
import { golden as ofAuthorization } from '../../rules/golden-authorization'
import type { Parts } from '../../rules/golden-context'

const profiles = ruleProfileNames
/** The Berlin Group has no OpenID Connect. */
const withOidc = profiles.filter((profile) => contains(profile, 'OIDC'))
const golden = {
  ...ofServer,
  ...ofClient,
  ...ofAuthorization,
  ...ofRequests,
  ...ofResources,
  ...ofSigned,
  ...ofTokens,
  ...ofDocuments,
}
const cases = Object.entries(golden)

const textOf = ({ id, findings }: RuleResult) =>
  `${id} ${findings.map(({ code }) => code).join(',')}`
const withStatus = (results: readonly RuleResult[], ...statuses: readonly string[]) =>
  results.filter((result) => statuses.includes(statusOf(result))).map(textOf)

/** Replacement values, and typical misspellings of the correct one. */
function othersOf(value: unknown): readonly unknown[] {
  const odd = [undefined, null, '', 'x', 0, -1, 1.5, 1e15, true, [], ['x'], {}]
  if (typeof value === 'number')
    return [...odd, value * 1000, String(value), value - 1e6, value + 1e6]
  if (Array.isArray(value))
    return [...odd, value.slice(1), [...(value as unknown[]), 'x'], value[0]]
  if (typeof value !== 'string') return odd
  const isUrl = value.startsWith('https:')
  const respelled = isUrl
    ? [
        `${value}/`,
        `${value}?a=b`,
        `${value}#a`,
        value.replace('https', 'http'),
        'https://other.example',
      ]
    : [value.toUpperCase(), `${value} `, `${value}é`, value.slice(1), [value]]
  return [...odd, ...respelled]
}

interface Mutation {
  readonly name: string
  readonly parts: Parts
}

function mutationsOf(parts: Parts): readonly Mutation[] {
  return Object.entries(parts).flatMap(([part, members]) =>
    Object.entries(members).flatMap(([name, value]) =>
      othersOf(value).map((other) => ({
        name: `${part}.${name} ${JSON.stringify(other) ?? 'removed'}`,
        parts: {
          ...parts,
          [part]: Object.fromEntries(
            Object.entries({ ...members, [name]: other }).filter(([, each]) => each !== undefined),
          ),
        },
      })),
    ),
  )
}

describe.each(cases)('a correct %s', (_, { parts, judged }) => {
  test.each(profiles)('has neither failures nor warnings under %s', async (profile) => {
    expect(withStatus(await judged(parts, profile), 'fail', 'warn')).toEqual([])
  })

  test.each(profiles)('with one mistake has at most one failure under %s', async (profile) => {
    const several: Record<string, readonly string[]> = {}
    for (const mutation of mutationsOf(parts)) {
      const results = await judged(mutation.parts, profile)
      expect(withStatus(results, 'neutral').filter((text) => text.includes('crashed'))).toEqual([])
      const failed = withStatus(results, 'fail')
      if (failed.length > 1) several[mutation.name] = failed
    }
    expect(several).toEqual({})
  })
})

/** Artefacts of a whole flow; a correct flow is judged in `flow-rules.test.ts`. */
const ofFlows: ReadonlySet<ArtefactKind> = new Set(['flow', 'http-exchange', 'app-defence'])

test('a correct message has each artefact that rules judge', async () => {
  const judged = profiles.flatMap((profile) =>
    Object.values(golden).map(async (each) => each.judged(each.parts, profile)),
  )
  const seen = new Set((await Promise.all(judged)).flat().map(({ on }) => on))
  const kinds = Object.keys(registry) as ArtefactKind[]
  expect(kinds.filter((kind) => !seen.has(kind) && !ofFlows.has(kind))).toEqual([])
})

/** The samples of the reports, each with the one rule that fails. */
const reported: readonly (readonly [kind: string, part: string, change: object, rule: string])[] = [
  ['ID token', 'claims', { exp: 1_700_000_000 }, 'idt-exp expired'],
  ['ID token', 'header', { kid: 'other' }, 'jose-kid-lookup unknown'],
  ['access token', 'header', { kid: 'other' }, 'jose-kid-lookup unknown'],
  ['JARM response', 'header', { kid: 'other' }, 'jose-kid-lookup unknown'],
  ['signed UserInfo response', 'header', { kid: 'other' }, 'jose-kid-lookup unknown'],
  ['JARM response', 'claims', { iss: 'https://as.example' }, 'jarm-iss differs'],
  ['ID token', 'header', { alg: 'none' }, 'jose-alg-none none'],
  ['metadata', 'json', { issuer: undefined }, 'disc-issuer-present missing'],
  ['metadata', 'json', { jwks_uri: undefined }, 'disc-required-oidc missing'],
  ['metadata', 'json', { token_endpoint: undefined }, 'disc-required-oidc missing'],
  ['metadata', 'json', { issuer: `${issuer}/` }, 'disc-issuer-match-oidc slash'],
  ['authorization response', 'params', { iss: `${issuer}/` }, 'ar-iss-match slash'],
  ['ID token', 'claims', { iss: `${issuer}/` }, 'idt-iss slash'],
]

test.each(reported)('%s: %s %j fails only %s', async (kind, part, change, rule) => {
  const { parts, judged } = golden[kind] ?? { parts: {}, judged: () => Promise.resolve([]) }
  const changed = JSON.parse(JSON.stringify({ ...parts[part], ...change })) as Parts[string]
  for (const profile of withOidc)
    expect(withStatus(await judged({ ...parts, [part]: changed }, profile), 'fail')).toEqual([rule])
})
