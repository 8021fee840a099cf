import { fireEvent, screen, within } from '@testing-library/react'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { command } from '@/lib/state/actions'
import { defaultSettings } from '@/lib/storage/state'
import { ownFlow } from './own-flow'
import { fillMirror, renderPanel, setMirror } from './render-panel'

vi.mock('@/lib/state/actions', () => ({
  command: vi.fn<(name: string, data?: unknown) => Promise<unknown>>(() => Promise.resolve()),
}))

beforeEach(() => {
  vi.mocked(command).mockClear()
  fillMirror()
})

const line = (name: string, at = 0) => screen.getAllByRole('separator', { name })[at]!
const sizeIn = (container: Element, name: string) =>
  container.querySelector<HTMLElement>('.flows')?.style.getPropertyValue(name)

describe('the lines between the panes', () => {
  test('are moved with the arrow keys, and Enter brings the default size back', async () => {
    const rect = vi.spyOn(Element.prototype, 'getBoundingClientRect')
    rect.mockReturnValue(new DOMRect(0, 0, 232, 400))
    const { user, container } = renderPanel('flows', 'f1')
    line('Width of the list').focus()
    await user.keyboard('{ArrowRight}')
    expect(command).toHaveBeenCalledWith('paneResize', { name: 'list', size: 248 })
    expect(sizeIn(container, '--list-size')).toBe('248px')
    await user.keyboard('{Enter}')
    expect(command).toHaveBeenLastCalledWith('paneResize', { name: 'list', size: null })
    expect(sizeIn(container, '--list-size')).toBe('')
    rect.mockRestore()
  })

  test('are dragged, and the size is kept at the end', () => {
    const { container } = renderPanel('flows', 'f1')
    const separator = line('Size of the sequence', 2)
    separator.setPointerCapture = () => undefined
    expect(separator.getAttribute('aria-orientation')).toBe('horizontal')
    fireEvent.pointerDown(separator, { pointerId: 1, clientX: 0, clientY: 100 })
    fireEvent.pointerMove(separator, { pointerId: 1, clientX: 0, clientY: 250 })
    expect(sizeIn(container, '--sequence-height-size')).toBe('150px')
    expect(command).not.toHaveBeenCalledWith('paneResize', expect.anything())
    fireEvent.pointerUp(separator, { pointerId: 1, clientX: 0, clientY: 250 })
    expect(command).toHaveBeenCalledWith('paneResize', { name: 'sequence-height', size: 150 })
  })

  test('begin with the sizes that were kept', () => {
    setMirror({ settings: { ...defaultSettings, panes: { list: 300 } } })
    const { container } = renderPanel('flows', 'f1')
    expect(sizeIn(container, '--list-size')).toBe('300px')
    expect(line('Width of the list').getAttribute('aria-valuenow')).toBe('300')
  })
})

describe('the sequence', () => {
  const inLowWindow = (isLow: boolean) =>
    vi.stubGlobal('matchMedia', () => ({
      matches: isLow,
      addEventListener: () => undefined,
      removeEventListener: () => undefined,
    }))
  const tokens = () => screen.queryByRole('region', { name: 'Tokens of this flow' })

  test('starts folded in a low, narrow window, where its messages can be chosen', async () => {
    inLowWindow(true)
    setMirror({ flow: { f1: ownFlow } })
    const { user } = renderPanel('flows', 'f1')
    expect(screen.queryByRole('tree', { name: 'Messages' })).toBeNull()
    expect(tokens()).toBeTruthy()
    await user.selectOptions(screen.getByRole('combobox', { name: 'Message' }), 'par')
    const inspector = within(screen.getByRole('region', { name: 'Inspector' }))
    expect(inspector.getByRole('heading', { level: 2 }).textContent).toContain('PAR response')
    await user.click(screen.getByRole('button', { name: 'Unfold the sequence' }))
    expect(screen.getByRole('tree', { name: 'Messages' })).toBeTruthy()
    vi.unstubAllGlobals()
  })

  test('and the tokens leave the space of a low window to the message', async () => {
    inLowWindow(true)
    setMirror({ flow: { f1: ownFlow } })
    const { user } = renderPanel('flows', 'f1')
    const list = within(tokens()!)
    expect(list.queryByRole('listitem')).toBeNull()
    await user.click(list.getByRole('button', { expanded: false }))
    expect(list.getAllByRole('listitem').length).toBeGreaterThan(0)
    vi.unstubAllGlobals()
  })

  test('is unfolded elsewhere, and can be folded', async () => {
    inLowWindow(false)
    const { user } = renderPanel('flows', 'f1')
    expect(screen.getByRole('tree', { name: 'Messages' })).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Fold the sequence' }))
    expect(screen.queryByRole('tree', { name: 'Messages' })).toBeNull()
    vi.unstubAllGlobals()
  })
})

test('the navigation has a picker with the same screens', async () => {
  const { user } = renderPanel()
  await user.selectOptions(screen.getByRole('combobox', { name: 'Screen' }), 'profiles')
  expect(screen.getByRole('button', { name: 'Profiles' }).getAttribute('aria-current')).toBe('page')
})
