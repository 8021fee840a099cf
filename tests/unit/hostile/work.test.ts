import { expect, test } from 'vitest'
import { workOf } from '../work'
import { hostile } from './texts'

test.each(hostile)('twice as long, $name takes about twice the work', async ({ prepare }) => {
  const work = async (length: number) => workOf(await prepare(length))
  // Another length: a text that was read before is remembered.
  await work(29_000)
  expect(await work(60_000)).toBeLessThan(2.4 * (await work(30_000)))
})
