import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Creates a temporary profile folder, a copy of `source` if given, and returns its path. */
export async function createProfile(source: string | undefined): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-e2e-'))
  if (source) await cp(source, folder, { recursive: true })
  return folder
}

/**
 * Lets a test inspect a temporary profile folder, then removes it (the retries are Node's, for files
 * that are still locked on Windows).
 */
export async function leaveProfile(
  folder: string,
  { afterClose }: { readonly afterClose?: (folder: string) => void },
): Promise<void> {
  try {
    afterClose?.(folder)
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

/** Changes the preferences in a Chromium profile, before the browser starts. */
export function editChromiumPreferences<Preferences extends object>(
  profile: string,
  change: (preferences: Partial<Preferences>) => void,
): void {
  const folder = join(profile, 'Default')
  const file = join(folder, 'Preferences')
  const preferences = existsSync(file)
    ? (JSON.parse(readFileSync(file, 'utf8')) as Partial<Preferences>)
    : {}
  change(preferences)
  mkdirSync(folder, { recursive: true })
  writeFileSync(file, JSON.stringify(preferences))
}
