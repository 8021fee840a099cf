import { describe, expect, test } from 'vitest'
import { difference, packageFault, sourcesFault, versionFault } from '../../release/inspect'

const filesOf = (texts: Readonly<Record<string, string>>) =>
  new Map(Object.entries(texts).map(([name, text]) => [name, Buffer.from(text)]))

const good = {
  'manifest.json': '{}',
  'THIRD-PARTY-LICENSES.txt': 'react',
  'CHANGELOG.txt': '# Changelog',
  'panel.html': '',
  'popup-start.js': '',
  'background.js': 'a="-----BEGIN PRIVATE KEY-----"',
  'chunks/panel-C_x1.js': '({d:"a short value"})',
  'assets/panel-C_x1.css': '',
  '_locales/en/messages.json': '{}',
  'icons/16.png': '',
}
const sources = {
  'package.json': '{}',
  'package-lock.json': '{}',
  'wxt.config.ts': '',
  'README.md': '',
  'lib/flow/match.ts': '',
}

describe('packageFault', () => {
  const faultOf = (more: Readonly<Record<string, string>>) =>
    packageFault('p.zip', filesOf({ ...good, ...more }))

  test('accepts a package with nothing but its files', () => {
    expect(faultOf({})).toBeUndefined()
  })

  test('names a file that is missing', () => {
    const { 'THIRD-PARTY-LICENSES.txt': _, ...rest } = good
    expect(packageFault('p.zip', filesOf(rest))).toBe('p.zip has no THIRD-PARTY-LICENSES.txt.')
  })

  test.each(['background.js.map', 'tests/a.js', '.env', 'chunks/a.test.ts'])('names %s', (file) => {
    expect(faultOf({ [file]: '' })).toBe(`p.zip contains ${file}, which does not belong there.`)
  })

  const letters = 'Ab1'.repeat(20)
  test.each([
    ['a source map', '//# sourceMappingURL=a.js.map'],
    ['a test', 'import{test}from"vitest"'],
    ['a private key', `"-----BEGIN PRIVATE KEY-----\\n${letters}"`],
    ['a private key', `-----BEGIN RSA PRIVATE KEY-----\n${letters}`],
    ['a private JWK', `{"kty":"EC","d":"${letters}"}`],
    ['a private JWK', `{kty:"EC",d:\`${letters}\`}`],
    ['a token', `eyJ${letters}.eyJ${letters}.x`],
    ['a token', `npm_${letters.slice(0, 36)}`],
    ['credentials in a URL', 'https://user:password@host.test/'],
    ['a path of this machine', '"/home/someone/parley/lib"'],
  ])('finds %s', (what, text) => {
    expect(faultOf({ 'background.js': text })).toBe(`background.js in p.zip contains ${what}.`)
  })
})

describe('sourcesFault', () => {
  const faultOf = (more: Readonly<Record<string, string>>) =>
    sourcesFault('s.zip', filesOf({ ...sources, ...more }))

  test('accepts sources without tests', () => {
    expect(faultOf({})).toBeUndefined()
  })

  test.each(['tests/unit/a.test.ts', 'lib/flow/match.test.ts', '.npmrc', 'node_modules/a/a.js'])(
    'names %s',
    (file) => {
      expect(faultOf({ [file]: '' })).toBe(`s.zip contains ${file}, which does not belong there.`)
    },
  )
})

describe('difference', () => {
  const built = filesOf({ 'a.js': 'a', 'b.js': 'b' })
  test.each([
    [{ 'a.js': 'a', 'b.js': 'b' }, undefined],
    [{ 'a.js': 'a' }, 'b.js of p.zip is missing when it is rebuilt from the sources.'],
    [{ 'a.js': 'a', 'b.js': 'B' }, 'b.js of p.zip differs when it is rebuilt from the sources.'],
    [
      { 'a.js': 'a', 'b.js': 'b', 'c.js': '' },
      'c.js is added to p.zip when it is rebuilt from the sources.',
    ],
  ])('of %j is %s', (rebuilt, expected) => {
    expect(difference('p.zip', built, filesOf(rebuilt as Record<string, string>))).toBe(expected)
  })
})

describe('versionFault', () => {
  const changelog = '# Changelog\n\n## [0.2.0] - 2026-11-29\n'

  test('is undefined where all name the same version', () => {
    expect(versionFault('0.2.0', { 'p.zip': '0.2.0' }, changelog)).toBeUndefined()
  })

  test('names the place with another version', () => {
    expect(versionFault('0.2.0', { 'p.zip': '0.1.0' }, changelog)).toBe(
      'The manifest of p.zip has version 0.1.0, package.json has 0.2.0.',
    )
    expect(versionFault('0.2.1', { 'p.zip': '0.2.1' }, changelog)).toBe(
      'CHANGELOG.md has no section "## [0.2.1] - date".',
    )
  })
})
