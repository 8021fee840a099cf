import { describe, expect, test } from 'vitest'
import { licensesText, packageFolders } from '@/modules/third-party-licenses/licenses'

describe('packageFolders', () => {
  test('names each package once, and no module of our own', () => {
    expect(
      packageFolders([
        '/p/node_modules/react/index.js',
        '/p/node_modules/react/cjs/react.production.js',
        '/p/node_modules/@wxt-dev/i18n/dist/index.mjs',
        '\0/p/node_modules/scheduler/index.js?commonjs-module',
        '/p/lib/flow/match.ts',
        '\0virtual:wxt-plugins',
      ]),
    ).toEqual([
      '/p/node_modules/@wxt-dev/i18n',
      '/p/node_modules/react',
      '/p/node_modules/scheduler',
    ])
  })

  test('names a nested package, not the one it is nested in', () => {
    expect(packageFolders(['/p/node_modules/a/node_modules/b/lib/b.js'])).toEqual([
      '/p/node_modules/a/node_modules/b',
    ])
  })
})

describe('licensesText', () => {
  const react = { name: 'react', version: '19.3.1', license: 'MIT', texts: ['Copyright Meta\n'] }

  test('has name, version, source and licence of each package, sorted by name', () => {
    const text = licensesText([
      react,
      { ...react, name: 'idb', texts: ['Copyright Jake', 'A notice'] },
    ])
    expect(text).toContain(
      'react 19.3.1 (MIT)\nhttps://www.npmjs.com/package/react/v/19.3.1\n\nCopyright Meta\n',
    )
    expect(text).toContain('Copyright Jake\n\nA notice')
    expect(text.indexOf('idb 19')).toBeLessThan(text.indexOf('react 19'))
  })

  test('knows the licence of packages that are published without a licence file', () => {
    const text = licensesText([{ ...react, name: 'wxt', texts: [] }])
    expect(text).toContain(
      'MIT License\n\nCopyright (c) 2023 Aaron\n\nPermission is hereby granted',
    )
  })

  test('refuses a package without a known licence, and one whose licence has changed', () => {
    expect(() => licensesText([{ ...react, texts: [] }])).toThrow('react has no licence file')
    expect(() => licensesText([{ ...react, name: 'wxt', license: 'GPL-3.0', texts: [] }])).toThrow(
      'wxt has no licence file',
    )
  })
})
