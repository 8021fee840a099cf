import { expect, test } from 'vitest'
import { workOf } from '../work'
import { findKeys } from '@/lib/jose/key-import'
import { keyJunk } from './key-junk'

test.each(keyJunk)('ten times as many %s take about ten times the work', async (_, junk) => {
  const work = async (length: number) => {
    const text = junk(length)
    return workOf(async () => expect((await findKeys(text)).keys).toEqual([]))
  }
  await work(25_000)
  expect(await work(250_000)).toBeLessThan(12 * (await work(25_000)))
})
