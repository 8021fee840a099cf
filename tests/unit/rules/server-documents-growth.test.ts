import { expect, test } from 'vitest'
import { workOf } from '../work'
import { judgeDocument, judgeKeySet } from '@/lib/judge/judge-message'
import type { RuleResult } from '@/lib/model/rule-result'
import { context, document } from '../../rules/artefacts'
import { ec, keySetWith, rsa } from '../../rules/key-sets'

const keysOf = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    ...(index % 2 === 0 ? rsa : ec),
    kid: `key-${index}`,
    n: `${'w'.repeat(338)}${index.toString(36).padStart(4, 'w')}`,
  }))
const judgedKeys = (count: number) =>
  judgeKeySet(keySetWith(JSON.stringify({ keys: keysOf(count) })).keySet, context)

const membersOf = (count: number) =>
  Object.fromEntries(
    Array.from({ length: count }, (_, index): [string, unknown] => [
      `member_${index}_supported`,
      [],
    ]),
  )
const judgedMembers = (count: number) => judgeDocument(document(membersOf(count)).document, context)

test('twice the keys are at most twice the work', async () => {
  await judgedKeys(10)
  const few = await workOf(() => judgedKeys(500))
  expect(await workOf(() => judgedKeys(1000))).toBeLessThan(few * 2.2)
})

test('ten times the members are at most ten times the work', async () => {
  judgedMembers(10)
  const few = await workOf(() => judgedMembers(200))
  expect(await workOf(() => judgedMembers(2000))).toBeLessThan(few * 11)
})

const crashed = (results: readonly RuleResult[]) =>
  results.filter(({ outcome }) => outcome === 'crashed')

test('10,000 keys and members do not crash a rule, and have few findings', async () => {
  const results = [...(await judgedKeys(10_000)), ...judgedMembers(10_000)]
  expect(crashed(results)).toEqual([])
  for (const { findings } of results) expect(findings.length).toBeLessThanOrEqual(20)
})
