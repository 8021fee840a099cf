import { render } from '@testing-library/react'
import { expect, test } from 'vitest'
import { ValueTable } from '@/components/panel/message/value-table'
import { result } from '../popup/samples'

const passed = [result('ar-iss-present', 'passed'), result('ar-iss-match', 'passed')]

function noteOf(meaning: string | undefined, results = passed) {
  const rows = [{ name: 'iss', text: 'https://as.example', meaning, results }]
  const { container } = render(<ValueTable label="Members" place="parameter" rows={rows} />)
  return [...container.querySelectorAll('.note')].map((note) => note.textContent)
}

test('passed verdicts have no full stop', () => {
  expect(noteOf(undefined)).toEqual(['Present; Same as the issuer'])
})

test('a meaning that is a fragment is separated by a semicolon', () => {
  expect(noteOf('Who issued it')).toEqual(['Who issued it; Present; Same as the issuer'])
})

test('a meaning that is a sentence keeps its full stop', () => {
  expect(noteOf('60 s, set in the profile.')).toEqual([
    '60 s, set in the profile. Present; Same as the issuer',
  ])
})

test('a meaning alone and no meaning at all', () => {
  expect(noteOf('Who issued it', [])).toEqual(['Who issued it'])
  expect(noteOf(undefined, [])).toEqual([])
})
