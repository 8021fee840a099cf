import { workOf } from '../work'
import { expect, test } from 'vitest'
import { maskedText } from '@/lib/model/masking'

test.each([
  ['"', '"'],
  ['a list', '"token":["a",'],
  ['headers inside each other', 'location: '],
  ['encoded parameters', 'a=%25'],
  ['parameters that are encoded again and again', '%25'],
  ['strings in strings', '"a":"\\"'],
  ['URLs', '://a:'],
  ['names', 'a;'],
  ['names with escapes', '"a\\'],
])('the work for %s grows with the length only', async (_, unit) => {
  const workAt = (count: number) =>
    workOf(() => {
      maskedText(`a=${unit.repeat(count)}`, 'member')
      maskedText(unit.repeat(count), 'member')
    })
  const few = await workAt(2000)
  expect(await workAt(16_000)).toBeLessThan(few * 12)
})
