import { expect, test } from 'vitest'
import { workOf } from '../work'
import type { Flow } from '@/lib/flow/model/flow'
import type { OAuthMessage } from '@/lib/flow/model/message'
import { compareFlows } from '@/lib/share/compare-flows'
import { defaultRedaction, redactFlows } from '@/lib/share/redact'
import { flowWith } from '../../samples/held'
import { flowWithSecrets } from '../../samples/shared-flow'

const [received] = flowWithSecrets().messages.slice(-1) as [OAuthMessage]

const flowOf = (bodies: readonly string[]): Flow =>
  flowWith(bodies.map((body, index) => ({ ...received, id: `m${index}`, body }) as OAuthMessage))

const secretsOf = (count: number) =>
  JSON.stringify(
    Array.from({ length: count }, (_, index) => {
      const token = `secret-${index}-9f8a7b6c5d`
      return { access_token: token, text: `see ${token} %41 &amp; +`.repeat(12) }
    }),
  )

test.each<[string, (count: number) => string]>([
  ['secrets in a text', secretsOf],
  ['beginnings of JWTs', (count) => 'eyJ.'.repeat(50 * count)],
  ['beginnings of objects', (count) => '{"a":'.repeat(50 * count)],
  ['parameters', (count) => 'a=b&'.repeat(50 * count)],
])('redacting four times as many %s takes about four times the work', async (_, bodyOf) => {
  const work = (count: number) =>
    workOf(() => redactFlows([flowOf([bodyOf(count)])], defaultRedaction))
  await work(20)
  expect(await work(160)).toBeLessThan(5 * (await work(40)))
})

test('comparing four times as many messages takes about four times the work', async () => {
  const many = (count: number, text: string) =>
    flowOf(
      Array.from({ length: count }, (_, index) =>
        JSON.stringify({ text, list: Array.from({ length: 40 }, (__, n) => ({ n, index })) }),
      ),
    )
  const work = (count: number) => {
    const [a, b] = [many(count, 'a'), many(count, 'b')]
    return workOf(() => expect(compareFlows(a, b).counts.differing).toBe(count))
  }
  await work(5)
  expect(await work(40)).toBeLessThan(5 * (await work(10)))
})
