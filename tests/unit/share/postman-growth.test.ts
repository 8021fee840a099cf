import { expect, test } from 'vitest'
import { workOf } from '../work'
import { readPostman } from '@/lib/share/postman'
import type { PostmanFile } from '@/lib/share/postman-file'

const file = (variables: Readonly<Record<string, string>>, scripts: readonly string[]) => ({
  name: 'Bank',
  variables: Object.entries(variables).map(([name, value]) => ({ name, value, enabled: true })),
  requests: [],
  scripts,
})

async function work(read: PostmanFile): Promise<number> {
  return workOf(() => expect(readPostman(read).keys).toEqual([]))
}

test.each<[string, (count: number) => PostmanFile]>([
  ['keys without an end', (count) => file({}, ['-----BEGIN PRIVATE KEY-----\n'.repeat(count)])],
  [
    'variables with references',
    (count) =>
      file(
        Object.fromEntries(Array.from({ length: count }, (_, at) => [`scope${at}`, '{{a}}'])),
        [],
      ),
  ],
])('ten times as many %s take about ten times the work', async (_, fileOf) => {
  await work(fileOf(2000))
  expect(await work(fileOf(20_000))).toBeLessThan(12 * (await work(fileOf(2000))))
})

test('references to variables that refer to each other are not put in without end', async () => {
  const loop = { a: '{{b}}{{b}}{{b}}', b: '{{a}}{{a}}{{a}}' }
  const fileOf = (count: number) => file({ ...loop, client_id: '{{a}}'.repeat(count) }, [])
  await work(fileOf(20_000))
  expect(await work(fileOf(200_000))).toBeLessThan(3 * (await work(fileOf(20_000))))
})
