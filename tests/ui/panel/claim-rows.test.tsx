import { expect, test } from 'vitest'
import { claimRows, resultsOfParts } from '@/components/panel/message/claim-rows'
import type { ClaimView } from '@/lib/oauth/claim-views'
import { failed } from './sample'

const view = (name: string, registered: boolean): ClaimView => ({
  name,
  value: 'x',
  kind: 'text',
  registered,
})

test('a check is in one row, also where header and payload have the same name', () => {
  const header = [view('alg', true), view('iss', false), view('x', false)]
  const payload = [view('alg', false), view('iss', true)]
  const results = ['alg', 'iss', 'x', 'exp'].map((about) => ({ ...failed, about }))
  const parts = resultsOfParts(header, payload, results)
  const shown = (rows: ReturnType<typeof claimRows>) =>
    rows.flatMap(({ name, results: about }) => (about.length > 0 ? [name] : []))
  expect(shown(claimRows(header, parts.header, 'headers'))).toEqual(['alg', 'x'])
  expect(shown(claimRows(payload, parts.payload, 'claims'))).toEqual(['iss'])
})
