import { expect, test } from 'vitest'
import { flowsToDrop, retainedFlows } from '@/lib/flow/reduce/flow-budget'

test('500 further flows make older ones go, but none that is kept', () => {
  const flow = (id: string, createdAt: number, kept?: true) => ({
    id,
    createdAt,
    tabId: null,
    initiator: null,
    octets: 10,
    rank: 4 as const,
    ...(kept && { kept }),
  })
  const kept = Array.from({ length: 20 }, (_, at) => flow(`kept-${at}`, at, true))
  const own = Array.from({ length: 510 }, (_, at) => flow(`own-${at}`, 100 + at))
  const left = retainedFlows([...kept, ...own]).map(({ id }) => id)
  expect(left).toHaveLength(520)
  expect(left.filter((id) => id.startsWith('kept-'))).toHaveLength(20)
  expect(left).not.toContain('own-9')
  expect(left).toContain('own-10')
  expect(flowsToDrop([...kept, ...own], new Set(['own-509']), true).map(({ id }) => id)).toEqual([
    'own-0',
  ])
})
