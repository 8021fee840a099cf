import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { createRoot, type Root } from 'react-dom/client'
import { isObject } from '@/lib/model/json'
import { pending } from '../../preview/background'
// Loaded before, so that no story waits for it.
import '@/components/panel/rules/rules-screen'
import { drawNothing } from './canvas'
import { show } from '../../preview/show'
import { patience } from '../../preview/steps'
import { stories } from '../../preview/stories'
import type { Story } from '../../preview/story'

vi.mock('@/lib/messaging', () => import('../../preview/background'))

/** What a page or a server can put into any text: hidden, reversing, looking like something else. */
const hostile = '\u202Egpj\u2066\u200B\u00AD\uFEFF\u0007\u{E0041}'
const raw = /(?![\t\n\r])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u

/** Stored members with text from outside. */
const outside = new Set([
  'body',
  'clientId',
  'description',
  'error',
  'expected',
  'failure',
  'from',
  'issuer',
  'redirectUri',
  'requestUri',
  'scope',
  'seen',
  'target',
  'tokenType',
  'url',
])
const isJwt = (text: string) => /^[\w-]+(?:\.[\w-]*){2,4}$/.test(text)
const taint = (text: string) => (isJwt(text) ? text : text + hostile)

function taintBody(text: string): string {
  try {
    const json: unknown = JSON.parse(text)
    return JSON.stringify(isObject(json) ? { ...taintAll(json), [hostile]: hostile } : json)
  } catch {
    return taint(text)
  }
}

const taintAll = (json: object) =>
  Object.fromEntries(
    Object.entries(json).map(([name, value]) => [
      name,
      typeof value === 'string' ? taint(value) : (value as unknown),
    ]),
  )

const isPair = (value: readonly unknown[]) =>
  value.length === 2 && value.every((each) => typeof each === 'string')

/** A stored value with the hostile text in all members with text from outside. */
function tainted(value: unknown, name = ''): unknown {
  if (typeof value === 'string') {
    if (!outside.has(name)) return value
    return name === 'body' ? taintBody(value) : taint(value)
  }
  if (Array.isArray(value)) {
    return value.map((each: unknown) =>
      Array.isArray(each) && isPair(each) ? [each[0], taint(String(each[1]))] : tainted(each),
    )
  }
  if (!isObject(value)) return value
  // The name of a flow: `from` says where the text of it comes from.
  if ('nth' in value) return { ...value, text: taint(String(value['text'])) }
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, tainted(each, key)]))
}

/** The hostile texts may lead a step to another button, whose command the story does not answer. */
const withPending = (answers: Story['answers'] = {}): NonNullable<Story['answers']> =>
  new Proxy(answers, { get: (known, name) => (Reflect.get(known, name) as unknown) ?? pending })

let root: Root | undefined

beforeAll(() => {
  patience.ms = 100
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', false)
  drawNothing()
  Object.defineProperties(HTMLElement.prototype, {
    clientHeight: { configurable: true, get: () => 600 },
    clientWidth: { configurable: true, get: () => 400 },
  })
  HTMLElement.prototype.checkVisibility ??= () => true
})

beforeEach(() => {
  document.body.innerHTML = '<div id="root"></div>'
})

afterEach(() => root?.unmount())

/** Every drawn text and drawn attribute with a raw hidden character. */
function rawTexts(element: Element): readonly string[] {
  const texts: string[] = []
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
  while (walker.nextNode())
    if (!walker.currentNode.parentElement?.closest('textarea, .edit'))
      texts.push(walker.currentNode.nodeValue ?? '')
  for (const name of ['title', 'aria-label', 'placeholder'])
    for (const each of element.querySelectorAll(`[${name}]`))
      texts.push(each.getAttribute(name) ?? '')
  return texts.filter((text) => raw.test(text))
}

let shownSamples = 0

/** Steps search by texts that the hostile ones change; what they cannot find is not looked at. */
test.each(stories)('$name draws no hidden character raw', async (story: Story) => {
  const element = document.querySelector('#root') as HTMLElement
  root = createRoot(element)
  const state = tainted(story.state ?? {}) as NonNullable<Story['state']>
  try {
    await show({ ...story, state, answers: withPending(story.answers) }, root)
  } catch {
    // What a step does not find by its text is not opened.
  }
  expect(rawTexts(element)).toEqual([])
  if (element.textContent?.includes('⟨U+202E⟩')) shownSamples += 1
})

test('the hostile text was drawn by most screens', () => {
  expect(shownSamples).toBeGreaterThan(100)
})
