import { globSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

/** What the screens share; they refine it on purpose. */
const shared = new Set(['components/ui/components.css', 'components/ui/base.css'])

describe('the styles of the screens', () => {
  it('define a class in one file only, because all of them apply to the whole page', () => {
    const files = globSync('components/**/*.css').filter((file) => !shared.has(file))
    const filesOf = new Map<string, Set<string>>()
    for (const file of files)
      for (const name of classesIn(readFileSync(file, 'utf8')))
        filesOf.set(name, (filesOf.get(name) ?? new Set()).add(file))
    const twice = [...filesOf].filter(([, where]) => where.size > 1)
    expect(filesOf.size).toBeGreaterThan(300)
    expect(twice.map(([name, where]) => [name, ...where])).toEqual([])
  })
})

/** The classes that have rules of their own: a selector of nothing else. */
function classesIn(css: string): readonly string[] {
  const plain = css.replaceAll(/\/\*[\s\S]*?\*\//g, '')
  return [...plain.matchAll(/([^{}]+)\{/g)].flatMap(([, selectors = '']) =>
    selectors
      .split(',')
      .map((selector) => selector.trim())
      .filter((selector) => /^\.[\w-]+$/.test(selector)),
  )
}
