import { describe, expect, test, vi } from 'vitest'
import {
  formatAge,
  formatIso,
  formatLeft,
  formatRelative,
  hostOf,
  middle,
} from '@/components/ui/format'

describe('time in words', () => {
  test.each([
    [90_000, '1:30'],
    [59_001, '1:00'],
    [400, '0:01'],
    [0, '0:00'],
    [-5000, '0:00'],
    [3_600_000, '60:00'],
    [9e11, '28 y'],
    [Number.NaN, '0:00'],
  ])('%d ms are left as %s', (ms, text) => {
    expect(formatLeft(ms)).toBe(text)
  })

  test.each([
    [14_900, '14 s'],
    [120_000, '2 min'],
    [3_700_000, '1 h'],
    [200_000_000, '2 d'],
    [-1, '0 s'],
    [Number.NaN, '0 s'],
  ])('%d ms are aged %s', (ms, text) => {
    expect(formatAge(ms)).toBe(text)
  })

  test.each([
    [176_000, 'in 2 min 56 s'],
    [-124_000, '2 min 4 s ago'],
    [-3_600_000, '1 h ago'],
    [300, 'now'],
    [-1_795_846_926_000, '56 y 345 d ago'],
  ])('%d ms from now is %s', (ms, text) => {
    expect(formatRelative(ms)).toBe(text)
  })

  test('absolute times have their zone and name the same moment', () => {
    const text = formatIso(1_700_000_000_000)
    expect(text).toMatch(/^2023-11-1[45]T\d\d:\d\d:20[+-]\d\d:\d\d$/)
    expect(Date.parse(text)).toBe(1_700_000_000_000)
    expect(formatIso(Number.NaN)).toBe('')
    expect(formatIso(9e15)).toBe('')
    const offset = vi.spyOn(Date.prototype, 'getTimezoneOffset').mockReturnValue(-480)
    expect(formatIso(1_700_000_000_000)).toBe('2023-11-15T06:13:20+08:00')
    expect(formatIso(8.64e15)).toBe('')
    offset.mockRestore()
  })
})

test('opaque values lose their middle', () => {
  expect(middle('73x9mAabcdefghijkuCcw', 11)).toBe('73x9mA…uCcw')
  expect(middle('short', 11)).toBe('short')
})

test('hosts keep their port, and a text that is not a URL stays unchanged', () => {
  expect(hostOf('http://localhost:4455/a?b')).toBe('localhost:4455')
  expect(hostOf('urn:x')).toBe('urn:x')
  expect(hostOf('not a url')).toBe('not a url')
})
