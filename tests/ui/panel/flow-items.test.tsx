import { expect, test, vi } from 'vitest'
import { flowItems } from '@/components/panel/flows/flow-items'
import { summarise } from '@/lib/flow/read/summary'
import { flowWith } from '../../samples/held'

const day = 86_400_000

test('the name of a day is computed once for each group', () => {
  const now = new Date(2026, 10, 24, 12).getTime()
  const row = summarise(flowWith([]))
  const flows = Array.from({ length: 500 }, (_, index) => ({
    ...row,
    id: `f${index}`,
    createdAt: now - (index % 3) * day,
    ...(index === 499 && { pinned: true as const }),
  }))
  const named = vi.spyOn(Date.prototype, 'toLocaleDateString')
  const titles = flowItems(flows, now).flatMap((item) => (item.kind === 'group' ? item.title : []))
  expect(titles).toEqual(['Today, 24 November', 'Yesterday, 23 November', '22 November', 'Pinned'])
  expect(named).toHaveBeenCalledTimes(3)
})
