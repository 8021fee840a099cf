import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'

/** The keys of all sentences; the forms of a plural share one key. */
function keysOf(tree: object, path = ''): readonly string[] {
  return Object.entries(tree).flatMap(([name, child]: [string, unknown]): readonly string[] => {
    if (/^(?:\d+|n)$/.test(name)) return [path]
    const key = path === '' ? name : `${path}.${name}`
    return typeof child === 'object' && child !== null ? keysOf(child, key) : [key]
  })
}

const sources = ['lib', 'components', 'entrypoints']
  .flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
  )
  .filter((file) => /\.tsx?$/.test(file))
  .concat('wxt.config.ts')
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n')

const literals = new Set([...sources.matchAll(/'([\w.]+)'/g)].map(([, text]) => text))

/** The template `issues.${code}` uses every key of that form. */
const templates = [...sources.matchAll(/`(\w+\.[^`\s]*\$\{[^`\s]*)`/g)].map(
  ([, text = '']) =>
    new RegExp(`^${text.replaceAll('.', '\\.').replaceAll(/\$\{[^}]*\}/g, '\\w+')}$`),
)

/** The templates for these begin with a variable. */
const variable = /^(?:claims|headers|held\.differs)\./

/** The manifest names its sentences by `__MSG_extension_name__`. */
const inManifest = new Set([...sources.matchAll(/__MSG_(\w+?)__/g)].map(([, name]) => name))

function isUsed(key: string): boolean {
  return (
    literals.has(key) ||
    inManifest.has(key.replaceAll('.', '_')) ||
    variable.test(key) ||
    templates.some((template) => template.test(key))
  )
}

const keys = [...new Set(keysOf(parse(readFileSync('lib/i18n/locales/en.yml', 'utf8')) as object))]

test('every key of the locale is used', () => {
  expect(keys.length).toBeGreaterThan(1000)
  expect(keys.filter((key) => !isUsed(key))).toEqual([])
})

test('a key that no source names is not used', () => {
  expect(isUsed('panel.server.no_such_key')).toBe(false)
  expect(isUsed('issues.any_code')).toBe(true)
})
