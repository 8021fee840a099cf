import { expect, test, vi } from 'vitest'
import { memoByText } from '@/lib/model/memo'

const counted = () => {
  const read = vi.fn<(text: string) => number>((text) => text.length)
  return { read, memo: memoByText(read) }
}

test('a text is read once, whatever is read between', () => {
  const { read, memo } = counted()
  for (let round = 0; round < 10; round += 1)
    for (let n = 0; n < 60; n += 1) expect(memo('x'.repeat(n))).toBe(n)
  expect(read).toHaveBeenCalledTimes(60)
})

test('nothing is a reading as well', () => {
  const read = vi.fn<(text: string) => undefined>(() => undefined)
  const memo = memoByText(read)
  memo('a')
  memo('a')
  expect(read).toHaveBeenCalledTimes(1)
})

test('what is read again is kept, and what is not is forgotten', () => {
  const { read, memo } = counted()
  for (let n = 0; n < 1_000; n += 1) {
    memo('kept')
    memo(`text ${n}`)
  }
  expect(read).toHaveBeenCalledTimes(1_001)
  memo('text 999')
  expect(read).toHaveBeenCalledTimes(1_001)
  memo('text 0')
  expect(read).toHaveBeenCalledTimes(1_002)
})

test('long texts make room sooner, and the longest are not kept', () => {
  const { read, memo } = counted()
  const long = ['a', 'b', 'c'].map((text) => text.repeat(1_500_000))
  for (const text of long) memo(text)
  memo(long[0] ?? '')
  expect(read).toHaveBeenCalledTimes(4)
  const longest = 'd'.repeat(2_000_001)
  memo(longest)
  memo(longest)
  expect(read).toHaveBeenCalledTimes(6)
})
