import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import type { Hold } from '@/lib/flow/model/hold'
import type { AuthorizationResponse } from '@/lib/flow/model/message'
import { compareRelease } from '@/lib/flow/read/release-differences'
import { held } from '../../samples/held'

type Facts = Parameters<typeof compareRelease>[0]

const hold = (initiator: string | null): Hold => ({
  state: 'held',
  at: 1,
  tabId: 7,
  initiator,
  releases: [],
})
const place = { stopped: { webRequestId: '1', url: 'https://app.example/cb' } }
const form = { responseMode: 'form', method: 'POST', via: 'navigation' } as const
const own = 'https://login.app.example'
const two = [
  ['code', 'c'],
  ['state', 's'],
] as const

function cases(response: Partial<AuthorizationResponse>, more: Partial<Facts> = {}): string[] {
  const rows = compareRelease({
    flow: { incognito: false },
    response: held(response),
    place,
    browser: 'chrome',
    ...more,
  })
  return rows.map(({ aspect, status, case: name }) => `${aspect} ${name} ${status}`)
}

const table: readonly (readonly [
  string,
  Partial<AuthorizationResponse>,
  Partial<Facts>,
  string[],
])[] = [
  [
    'a redirect',
    {},
    {},
    ['cookies lax pass', 'headers get warn', 'body get pass', 'tab this pass'],
  ],
  [
    'a form',
    { ...form, params: two },
    {},
    ['cookies form pass', 'headers form warn', 'body sorted warn', 'tab this pass'],
  ],
  [
    'a form in Firefox',
    { ...form, params: two },
    { browser: 'firefox' },
    ['cookies form pass', 'headers form warn', 'body form pass', 'tab this pass'],
  ],
  [
    'a form of the same site',
    { ...form, from: own, hold: hold(own) },
    {},
    ['cookies all pass', 'headers form_page warn', 'body form pass', 'tab this pass'],
  ],
  [
    'a redirect that no page started',
    { hold: hold(null) },
    {},
    ['cookies all pass', 'headers get_page warn', 'body get pass', 'tab this pass'],
  ],
  [
    'a private window of Chromium',
    {},
    { flow: { incognito: true } },
    ['cookies private warn', 'headers get warn', 'body get pass', 'tab this pass'],
  ],
  [
    'a private window of Firefox',
    {},
    { flow: { incognito: true }, browser: 'firefox' },
    ['cookies lax pass', 'headers get warn', 'body get pass', 'tab this pass'],
  ],
  [
    'a held page that was opened again',
    {},
    { place: { stopped: null } },
    ['cookies lax pass', 'headers get warn', 'body get pass', 'tab other warn'],
  ],
  [
    'a frame',
    { frame: 'sub' },
    {},
    ['cookies frame neutral', 'headers get_page warn', 'body get pass', 'tab this pass'],
  ],
  [
    'a frame that is gone, released in a tab',
    { frame: 'sub' },
    { place: { stopped: null } },
    ['cookies frame_gone warn', 'headers get warn', 'body get pass', 'tab other warn'],
  ],
  [
    'a form that the server redirected on',
    { method: 'POST', status: 307 },
    {},
    ['cookies lax pass', 'headers get warn', 'body resent warn', 'tab this pass'],
  ],
]

test.each(table)('%s', (_, response, more, expected) => {
  expect(cases(response, more)).toEqual(expected)
})

test('each has its sentences', () => {
  const { held: strings } = parse(readFileSync('lib/i18n/locales/en.yml', 'utf8')) as {
    held: { differs: Record<string, Record<string, Record<string, string>>> }
  }
  for (const line of table.flatMap(([, response, more]) => cases(response, more))) {
    const [aspect = '', name = '', status] = line.split(' ')
    const said = strings.differs[aspect]?.[name]
    expect(Object.keys(said ?? {})).toEqual([
      'real',
      'released',
      ...(status === 'warn' ? ['why'] : []),
    ])
  }
})
