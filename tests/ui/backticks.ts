import { expect } from 'vitest'

const attributes = ['title', 'aria-label', 'placeholder'] as const

/** What the page shows as text and in attributes. */
function shownTexts(root: Element): readonly string[] {
  const said = [...root.querySelectorAll('*')].flatMap((element) =>
    attributes.map((name) => element.getAttribute(name) ?? ''),
  )
  return [root.textContent, ...said]
}

/** Backticks mark names in the sentences of the locale; none is shown as it is written there. */
export function expectNoBackticks(): void {
  expect(shownTexts(document.body).filter((text) => text.includes('`'))).toEqual([])
}
