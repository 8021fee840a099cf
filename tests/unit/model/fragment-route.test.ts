import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bareRoute, splitRoute } from '@/lib/model/fragment-route'

const names = ['code', 'error', 'id_token']

describe('splitRoute', () => {
  test.each([
    ['code=c&state=s', '', 'code=c&state=s'],
    ['state=a?b#c/d&code=c', '', 'state=a?b#c/d&code=c'],
    ['/login?code=c&state=s', '/login?', 'code=c&state=s'],
    ['/id_token=t&state=s', '/', 'id_token=t&state=s'],
    ['/a/b/state=s&code=c', '/a/b/', 'state=s&code=c'],
    ['!/cb?code=c', '!/cb?', 'code=c'],
    ['?code=c', '?', 'code=c'],
    ['/login&state=s&code=c', '/login&', 'state=s&code=c'],
    ['/login#error=e', '/login#', 'error=e'],
    ['/login?tenant=1&code=c', '/login?', 'tenant=1&code=c'],
    ['/t/YWJj=/login?state=s&code=c', '/t/YWJj=/login?', 'state=s&code=c'],
    ['/ab=c/login?code=c', '/ab=c/login?', 'code=c'],
    ['/login', '', '/login'],
    ['', '', ''],
  ])('%s', (fragment, route, params) => {
    expect(splitRoute(fragment, names)).toEqual({ route, params })
  })

  test('the two parts are the whole fragment', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[/?&#=!a-z]*$/), (fragment) => {
        const { route, params } = splitRoute(fragment, names)
        expect(route + params).toBe(fragment)
      }),
    )
  })

  test('form-encoded parameters are found after any route', () => {
    const route = fc
      .array(fc.stringMatching(/^[a-z0-9-]{1,6}$/), { minLength: 1, maxLength: 4 })
      .map((parts) => `/${parts.join('/')}`)
    const params = fc.tuple(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }))
    fc.assert(
      fc.property(
        route,
        fc.constantFrom('?', '&', '#', '/'),
        params,
        (path, mark, [state, code]) => {
          const text = String(new URLSearchParams({ state, code }))
          const parts = splitRoute(path + mark + text, names)
          expect(parts).toEqual({ route: path + mark, params: text })
          expect(bareRoute(parts)).toBe(mark === '/' ? `${path}/` : path)
        },
      ),
    )
  })
})
