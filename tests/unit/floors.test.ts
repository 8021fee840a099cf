import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { cruise, type ICruiseResult } from 'dependency-cruiser'
import extractConfig from 'dependency-cruiser/config-utl/extract-depcruise-config'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

type Files = Readonly<Record<string, string>>

const config = await extractConfig(resolve('.dependency-cruiser.mjs'))
const rules = config.forbidden ?? []
const importing = (target: string) => `import { it } from '${target}'\nexport const mine = it\n`
const importingType = (target: string) =>
  `import type { It } from '${target}'\nexport type Mine = It\n`
const it = 'export const it = 1\nexport type It = number\n'

/** A file in a folder that imports the type of one in another. */
const planted = (from: string, to: string): Files => {
  const up = '../'.repeat(from.split('/').length)
  return {
    [`${from}/importer-of-${to.replaceAll('/', '-')}.ts`]: importingType(`${up}${to}/imported`),
    [`${to}/imported.ts`]: it,
  }
}

const folderOf = (path: unknown) => String([path].flat()[0]).slice(1, -1)

/** From each folder an import of the one above it. */
const floorPlants = rules
  .filter((rule) => rule.name?.startsWith('floor-'))
  .map((rule): [string, Files] => {
    const { path } = 'to' in rule ? (rule.to as { readonly path?: unknown }) : {}
    return [rule.name ?? '', planted(folderOf(rule.from.path), folderOf(path))]
  })

const installed = (name: string): Files => ({
  [`node_modules/${name}/package.json`]: JSON.stringify({ name, main: 'index.js' }),
  [`node_modules/${name}/index.js`]: 'exports.it = 1\n',
})

/** For each rule one violation, in the file that comes first. */
const plants: Readonly<Record<string, Files>> = {
  ...Object.fromEntries(floorPlants),
  'no-circular': {
    'lib/model/circle-a.ts': importingType('./circle-b') + 'export type It = Mine\n',
    'lib/model/circle-b.ts': importingType('./circle-a') + 'export type It = Mine\n',
  },
  'all-resolved': { 'lib/model/lost.ts': importing('./nowhere') },
  'on-a-floor': planted('lib/unplaced', 'lib/model'),
  'pure-core-imports-only-itself': {
    'lib/rules/stored.ts': importing('zustand'),
    ...installed('zustand'),
  },
  'jose-only-in-lib-jose': { 'lib/judge/signing.ts': importing('jose'), ...installed('jose') },
  'oauth4webapi-only-in-lib-client': {
    'lib/background/calling.ts': importing('oauth4webapi'),
    ...installed('oauth4webapi'),
  },
  'wxt-only-at-the-edges': {
    'lib/background/browsing.ts': importing('wxt'),
    ...installed('wxt'),
  },
  'background-without-screens': planted('lib/background', 'lib/state'),
  'components-know-no-service': planted('components/popup', 'lib/judge'),
  'components-import-selectors-and-parsers': {
    'components/popup/matching.ts': importing('../../lib/flow/match/imported'),
    'lib/flow/match/imported.ts': it,
  },
  'share-screens-import-formats': {
    'components/panel/share/matching.ts': importing('../../../lib/flow/match/imported'),
    'lib/flow/match/imported.ts': it,
  },
  'ui-takes-props': planted('components/ui', 'lib/state'),
  'screens-apart': planted('components/popup', 'components/held'),
  'panel-apart': planted('components/panel/server', 'components/panel/tokens'),
  'rules-never-import-each-other': {
    'lib/rules/jwt/one.ts': importing('./other'),
    'lib/rules/jwt/other.ts': it,
  },
  'entrypoints-apart': planted('entrypoints/popup', 'entrypoints/panel'),
  'nothing-imports-tests': planted('lib/oauth', 'tests/unit'),
}

const importerOf = (files: Files) => Object.keys(files)[0] ?? ''

/** From the screens to the bottom. */
const allowed = planted('components/panel/shell', 'lib/oauth')

let project: string
let broken: ReadonlySet<string>

function write(files: Files): void {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(project, file)), { recursive: true })
    writeFileSync(join(project, file), text)
  }
}

beforeAll(async () => {
  project = mkdtempSync(join(tmpdir(), 'parley-floors-'))
  for (const files of [allowed, ...Object.values(plants)]) write(files)
  const { tsConfig: _, ...options } = config.options ?? {}
  const { output } = await cruise(['lib', 'components', 'entrypoints'], {
    ...options,
    baseDir: project,
    validate: true,
    ruleSet: { forbidden: [...rules] },
  })
  const { violations } = (output as ICruiseResult).summary
  broken = new Set(violations.map(({ rule, from }) => `${rule.name} ${from}`))
})

afterAll(() => rmSync(project, { recursive: true }))

test('every rule has a planted violation', () => {
  expect(new Set(rules.map(({ name }) => name))).toEqual(new Set(Object.keys(plants)))
})

describe('a planted violation is seen', () => {
  test.each(Object.entries(plants))('%s', (name, files) => {
    expect(broken).toContain(`${name} ${importerOf(files)}`)
  })
})

test('ARCHITECTURE.md names every folder', () => {
  const [, listed = ''] =
    /## Floors[^]*?```\n([^]*?)```/.exec(readFileSync('ARCHITECTURE.md', 'utf8')) ?? []
  const folders = floorPlants.map(([, files]) => dirname(importerOf(files)))
  expect(folders.length).toBeGreaterThan(30)
  for (const folder of folders) expect(listed).toContain(`${folder.split('/').at(-1)}/`)
})

test('what leads downwards is allowed', () => {
  expect([...broken].filter((violation) => violation.endsWith(importerOf(allowed)))).toEqual([])
})
