import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { createRoot, type Root } from 'react-dom/client'
// Loaded before, so that no story waits for it.
import '@/components/panel/rules/rules-screen'
import { drawNothing } from './canvas'
import { show } from '../../preview/show'
import { stories } from '../../preview/stories'

vi.mock('@/lib/messaging', () => import('../../preview/background'))

const loadedAt = Date.now()
let root: Root | undefined

/** Stories are drawn as a browser draws them: nothing is held back for the test. */
beforeAll(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', false)
  drawNothing()
  // Lists are virtual: without a height nothing of them would be drawn.
  Object.defineProperties(HTMLElement.prototype, {
    clientHeight: { configurable: true, get: () => 600 },
    clientWidth: { configurable: true, get: () => 400 },
    offsetHeight: { configurable: true, get: () => 43 },
    offsetWidth: { configurable: true, get: () => 400 },
  })
  HTMLElement.prototype.checkVisibility ??= () => true
})

beforeEach(() => {
  // Codes and requests of the samples would expire meanwhile.
  vi.useFakeTimers({ toFake: ['Date'], now: loadedAt })
  document.body.innerHTML = '<div id="root"></div>'
})

afterEach(() => {
  root?.unmount()
  vi.restoreAllMocks()
})

test('every story has a unique name', () => {
  const names = stories.map(({ name }) => name)
  expect(names).toEqual([...new Set(names)])
  for (const { name, screen } of stories) expect(name).toMatch(new RegExp(`^${screen}-[a-z0-9-]+$`))
})

test.each(stories)('$name', async (story) => {
  const logged = vi.spyOn(console, 'error')
  const element = document.querySelector('#root') as HTMLElement
  root = createRoot(element)
  await show(story, root)
  expect(logged).not.toHaveBeenCalled()
  expect(textsOf(element).filter((text) => unfinished.test(text))).toEqual([])
})

/**
 * Marks of the locale that were to be drawn, keys without a text, values put into a text as they are, and
 * hidden characters in Parley's own texts.
 */
const unfinished =
  /`|\b(?:advice|claims(?!\.id_token)|decryption|errors|headers|held|import|issues|jwt_issues|metadata_fields|panel|popup|rules|ui|verification|verification_advice)(?:\.[\w-]+){1,}|\bundefined\b|\[object |⟨U\+00A0⟩/

/** Every text by itself: side by side, the end of one and the start of the next look like a key. */
function textsOf(element: HTMLElement): readonly string[] {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
  const texts: string[] = []
  while (walker.nextNode()) {
    // A file is shown as it is written.
    const isFile = walker.currentNode.parentElement?.closest('.xport .code')
    if (!isFile) texts.push(walker.currentNode.nodeValue ?? '')
  }
  for (const each of element.querySelectorAll('[title], [aria-label], [placeholder]'))
    for (const name of ['title', 'aria-label', 'placeholder'])
      texts.push(each.getAttribute(name) ?? '')
  return texts
}
