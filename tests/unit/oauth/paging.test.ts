import { describe, expect, test } from 'vitest'
import { workOf } from '../work'
import { pagesOf } from '@/lib/oauth/paging'

const url = 'https://rs.example/a?page=1'
const json = (value: object) => ({ headers: [], body: JSON.stringify(value) })
const none = { headers: [], body: '' }

describe('links to other pages', () => {
  test.each([
    ['Links.Next', json({ Links: { Next: 'https://rs.example/a?page=2', Prev: '/a?page=0' } })],
    ['links.next', json({ links: { next: '/a?page=2', prev: '/a?page=0' } })],
    ['_links.next.href', json({ _links: { next: { href: '/a?page=2' }, previous: '/a?page=0' } })],
    ['next', json({ next: '?page=2', previous: '?page=0' })],
    [
      'Link',
      {
        headers: [['Link', '<?page=2>; rel="next", </a?page=0>; title="x"; rel=prev'] as const],
        body: '[]',
      },
    ],
  ] as const)('%s is found by itself and automatically', (rule, response) => {
    for (const wanted of [rule, 'auto'] as const)
      expect(pagesOf(url, response, wanted)).toMatchObject({
        rule,
        next: 'https://rs.example/a?page=2',
        previous: 'https://rs.example/a?page=0',
        repeats: false,
      })
    expect(pagesOf(url, response, 'none')).toMatchObject({ rule: null, next: null })
  })

  test('a rule that was not chosen finds nothing', () => {
    expect(pagesOf(url, json({ links: { next: '/b' } }), 'Link').next).toBeNull()
  })

  test.each([
    ['a number', { Links: { Next: 5 } }],
    ['an empty text', { Links: { Next: '' } }],
    ['no http URL', { Links: { Next: 'javascript:alert(1)' } }],
    ['no URL', { Links: { Next: 'https://[' } }],
  ])('%s is not a link', (_, body) => {
    expect(pagesOf(url, json(body), 'auto').next).toBeNull()
  })

  test('a link to the page itself repeats', () => {
    expect(pagesOf(url, json({ Links: { Next: '?page=1' } }), 'auto').repeats).toBe(true)
  })

  test('the numbers come from the response and the URL', () => {
    const body = { data: { items: [1, 2] }, meta: { totalPages: 5, totalRecords: 9 } }
    expect(pagesOf(url, json(body), 'auto')).toMatchObject({
      page: 1,
      pages: 5,
      elements: 2,
      total: 9,
    })
    expect(pagesOf('https://rs.example/a', none, 'auto')).toEqual({
      rule: null,
      next: null,
      previous: null,
      repeats: false,
      page: null,
      pages: null,
      elements: null,
      total: null,
    })
  })

  test('a hostile header that is twice as long takes about twice the work', async () => {
    const work = (length: number) => {
      const headers = [['link', `${'<'.repeat(length)}${'; rel='.repeat(length)}`]] as const
      return workOf(() => pagesOf(url, { headers, body: '' }, 'auto'))
    }
    await work(9000)
    expect(await work(20_000)).toBeLessThan(2.4 * (await work(10_000)))
  })
})
