import { fireEvent, screen } from '@testing-library/react'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { fillMirror, renderPanel } from '../panel/render-panel'

vi.mock('@/lib/state/actions', () => ({
  command: vi.fn<(name: string, data?: unknown) => Promise<unknown>>(() => Promise.resolve()),
}))

beforeEach(() => fillMirror())

describe('a redirect_uri', () => {
  const warning = /Servers accept http only for loopback addresses/
  const enter = (value: string) =>
    fireEvent.change(screen.getByLabelText('Redirect URI'), { target: { value } })

  test.each([
    ['http://app.example/cb', true],
    [' HTTP://192.168.0.7:8080/cb ', true],
    ['http://localhost.evil.example/cb', true],
    ['http://localhost:3000/cb', false],
    ['http://127.0.0.1/cb', false],
    ['http://[::1]:8080/cb', false],
    ['https://app.example/cb', false],
    ['com.example.app:/cb', false],
    ['http://', false],
  ])('%s: sent in clear text over a network %s', (uri, warned) => {
    renderPanel('profiles')
    enter(uri)
    const text = screen.getByRole('region', { name: 'Profile' }).textContent
    expect(warning.test(text)).toBe(warned)
  })
})
