import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { platform } from 'node:process'
import { editChromiumPreferences } from './profile.ts'

type Manifest = {
  key?: string
  permissions?: string[]
  devtools_page?: string
  optional_host_permissions?: string[]
  commands?: Record<string, { suggested_key?: { default: string } }>
}
type Preferences = { extensions?: { settings?: Record<string, object> } }

/** The id that Chromium gives to an unpacked extension: a hash of its key, or of its absolute path. */
export function chromiumExtensionId(extension: string): string {
  const { key } = readManifest(extension)
  const path = Buffer.from(resolve(extension), platform === 'win32' ? 'utf16le' : 'utf8')
  const digest = createHash('sha256').update(key ? Buffer.from(key, 'base64') : path)
  const digits = digest.digest('hex').slice(0, 32)
  return Array.from(digits, (digit) => String.fromCharCode(97 + Number.parseInt(digit, 16))).join(
    '',
  )
}

/**
 * Writes into a profile, before the browser starts, that the user once granted all optional hosts and
 * revoked all except `granted`. Chromium then resolves `permissions.request` for these hosts with
 * true, without a prompt.
 */
export function seedChromiumGrants(profile: string, extension: string, granted: string[]): void {
  const manifest = readManifest(extension)
  const optional = [...new Set([...(manifest.optional_host_permissions ?? []), ...granted])]
  const api = [
    ...(manifest.permissions ?? []),
    ...(manifest.devtools_page === undefined ? [] : ['devtools']),
  ]
  const id = chromiumExtensionId(extension)
  editChromiumPreferences<Preferences>(profile, (preferences) => {
    const settings = ((preferences.extensions ??= {}).settings ??= {})
    settings[id] = {
      ...settings[id],
      active_permissions: permissionSet(api, granted),
      granted_permissions: permissionSet(api, optional),
      runtime_granted_permissions: permissionSet([], optional),
    }
  })
}

type Shortcuts = {
  extensions?: { commands?: { [keys: string]: object } }
}

const platforms: Readonly<Record<string, string>> = { darwin: 'mac', win32: 'windows' }

/**
 * Writes the keyboard shortcuts of the manifest into a profile. An installation from the store sets
 * them; loading an unpacked extension does not.
 */
export function seedChromiumShortcuts(profile: string, extension: string): void {
  const { commands = {} } = readManifest(extension)
  const id = chromiumExtensionId(extension)
  const prefix = platforms[platform] ?? 'linux'
  editChromiumPreferences<Shortcuts>(profile, (preferences) => {
    const known = ((preferences.extensions ??= {}).commands ??= {})
    for (const [name, { suggested_key: keys }] of Object.entries(commands)) {
      if (keys) {
        known[`${prefix}:${keys.default}`] = { command_name: name, extension: id, global: false }
      }
    }
  })
}

function permissionSet(api: string[], hosts: string[]): object {
  return { api, explicit_host: hosts, manifest_permissions: [], scriptable_host: [] }
}

function readManifest(extension: string): Manifest {
  return JSON.parse(readFileSync(join(extension, 'manifest.json'), 'utf8')) as Manifest
}
