import { defaultTreeAdapter, parse, type DefaultTreeAdapterTypes } from 'parse5'
import { describe, expect, test } from 'vitest'
import { htmlReports } from '../../samples/html-reports'

type Node = DefaultTreeAdapterTypes.Node
type Element = DefaultTreeAdapterTypes.Element

/** Elements, in the order of the document. */
function elementsIn(node: Node): readonly Element[] {
  const own = defaultTreeAdapter.isElementNode(node) ? [node] : []
  const children = 'childNodes' in node ? node.childNodes : []
  return [...own, ...children.flatMap(elementsIn)]
}

const valueOf = ({ attrs }: Element, name: string) =>
  attrs.find((attribute) => attribute.name === name)?.value

function parsed(markup: string) {
  const errors: string[] = []
  const document = parse(markup, {
    sourceCodeLocationInfo: true,
    onParseError: ({ code, startLine }) => errors.push(`${code} in line ${startLine}`),
  })
  return { errors, elements: elementsIn(document) }
}

describe.each(htmlReports)('the HTML report of %s', (_, markup) => {
  const { errors, elements } = parsed(markup)
  const ids = elements.flatMap((element) => valueOf(element, 'id') ?? [])

  test('is parsed without an error', () => expect(errors).toEqual([]))

  test('has each id once, and each reference has its target', () => {
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([])
    const links = elements.flatMap((element) => valueOf(element, 'href') ?? [])
    const inside = links.filter((link) => link.startsWith('#')).map((link) => link.slice(1))
    const named = elements.flatMap((element) =>
      (valueOf(element, 'aria-labelledby') ?? '').split(' ').filter((id) => id !== ''),
    )
    expect([...inside, ...named].filter((id) => !ids.includes(id))).toEqual([])
    expect(inside.length).toBeGreaterThan(3)
  })

  test('has only elements where they may be', () => {
    const isIn = (element: Element, names: readonly string[]) =>
      element.parentNode !== null &&
      'tagName' in element.parentNode &&
      names.includes(element.parentNode.tagName)
    const misplaced = elements.filter(
      (element) =>
        (element.tagName === 'li' && !isIn(element, ['ul', 'ol'])) ||
        (['dt', 'dd'].includes(element.tagName) && !isIn(element, ['dl', 'div'])) ||
        (['td', 'th'].includes(element.tagName) && !isIn(element, ['tr'])),
    )
    expect(misplaced.map(({ tagName }) => tagName)).toEqual([])
    expect(elements.some(({ tagName }) => tagName === 'script')).toBe(false)
  })
})

test('a broken document has errors', () => {
  expect(parsed('<!doctype html><p id="a"><p id="a" id="b"></span>').errors.length).toBeGreaterThan(
    0,
  )
})
