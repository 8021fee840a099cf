import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

describe.each(['chrome-mv3', 'firefox-mv3'])('the built manifest of %s', (folder) => {
  const read = (file: string) =>
    readFileSync(new URL(`../../.output/${folder}/${file}`, import.meta.url), 'utf8')
  const manifest = JSON.parse(read('manifest.json')) as Record<string, unknown>

  test('asks for nothing that warns at the installation', () => {
    expect(manifest['manifest_version']).toBe(3)
    expect(manifest['permissions']).toEqual([
      'storage',
      'webRequest',
      'declarativeNetRequestWithHostAccess',
    ])
    expect(manifest['optional_permissions']).toEqual(['notifications'])
    for (const member of ['host_permissions', 'content_scripts'])
      expect(Object.keys(manifest)).not.toContain(member)
  })

  test('may be granted https, and http on this machine only', () => {
    expect(manifest['optional_host_permissions']).toEqual([
      'https://*/*',
      'http://localhost/*',
      'http://127.0.0.1/*',
      'http://[::1]/*',
    ])
  })

  test('has keys for the popup, a new request and hold, all to be changed in the browser', () => {
    const commands = manifest['commands'] as Record<string, { suggested_key: object }>
    expect(
      Object.entries(commands).map(([name, command]) => [name, command.suggested_key]),
    ).toEqual([
      ['_execute_action', { default: 'Alt+Shift+P' }],
      ['push-and-open', { default: 'Alt+Shift+N' }],
      ['toggle-hold', { default: 'Alt+Shift+H' }],
    ])
  })

  test('runs nothing but its own code, and opens nothing to pages but the held page', () => {
    const { extension_pages: policy } = manifest['content_security_policy'] as {
      extension_pages: string
    }
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'")
    expect(policy).not.toMatch(/unsafe|\*:\/\/|data:|blob:/)
    expect(policy).toContain(
      "base-uri 'none'; form-action https: http://localhost:* http://127.0.0.1:*; object-src 'none'",
    )
    expect(manifest['web_accessible_resources']).toEqual([
      { resources: ['held.html'], matches: manifest['optional_host_permissions'] },
    ])
    expect(Object.keys(manifest)).not.toContain('externally_connectable')
  })

  test('comes with the licences of the packages in it', () => {
    const licences = read('THIRD-PARTY-LICENSES.txt')
    for (const name of ['react', 'jose', 'oauth4webapi', 'webextension-polyfill', 'wxt'])
      expect(licences).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\(`, 'm'))
    expect(licences).toContain('Mozilla Public License Version 2.0')
  })
})
