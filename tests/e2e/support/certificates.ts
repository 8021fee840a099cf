import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { findProgram } from './find-browsers.ts'
import { editChromiumPreferences } from './profile.ts'

/**
 * Certificates for the store of a launched browser; a sandbox started with `mtls` has the files.
 */
export type Certificates = {
  /** The path of the certificate of an authority that the browser must trust, as PEM. */
  ca: string
  /** The client certificate and its key; without it the browser has none to present. */
  client?: { p12: string; password: string }
  /**
   * The origins to which the browser presents the client certificate without a prompt. Chromium
   * presents it only to these; Firefox has no such list and presents it to every server as soon as
   * one origin is given.
   */
  origins?: string[]
}

/** Writes certificates into an NSS database in a folder, which is created if necessary. */
function importCertificates(folder: string, { ca, client }: Certificates): void {
  mkdirSync(folder, { recursive: true })
  const database = ['-d', `sql:${folder}`]
  run('certutil', ['-N', ...database, '--empty-password'])
  run('certutil', ['-A', ...database, '-n', 'authority', '-t', 'C,,', '-i', ca])
  if (!client) return
  const opened = ['-i', client.p12, '-W', client.password, '-K', '']
  run('pk12util', [...database, ...opened])
}

function run(name: string, args: string[]): void {
  const program = findProgram(name)
  if (!program) throw new Error(`No ${name} found: run \`node tests/setup/browsers.ts\``)
  execFileSync(program, args, { stdio: 'pipe' })
}

type Exceptions = { [type: string]: Record<string, object> }
type ContentSettings = { profile?: { content_settings?: { exceptions?: Exceptions } } }

/**
 * Gives a Chromium with this profile its own home folder, where it looks for certificates, and writes
 * the origins without a prompt. Returns the environment to launch it with.
 */
export function prepareChromiumCertificates(
  profile: string,
  certificates: Certificates,
): Record<string, string | undefined> {
  const home = join(profile, 'home')
  importCertificates(join(home, '.pki', 'nssdb'), certificates)
  const { origins = [] } = certificates
  editChromiumPreferences<ContentSettings>(profile, (preferences) => {
    const settings = ((preferences.profile ??= {}).content_settings ??= {})
    const exceptions = (settings.exceptions ??= {})
    exceptions['auto_select_certificate'] = Object.fromEntries(
      origins.map((origin) => [`${origin},*`, { setting: { filters: [{}] } }]),
    )
  })
  return { HOME: home, XDG_DATA_HOME: undefined, XDG_CONFIG_HOME: undefined }
}

/** Adds certificates to a Firefox profile; returns the preferences to launch it with. */
export function prepareFirefoxCertificates(
  profile: string,
  certificates: Certificates,
): Record<string, string | boolean> {
  importCertificates(profile, certificates)
  return {
    'security.default_personal_cert': certificates.origins?.length
      ? 'Select Automatically'
      : 'Ask Every Time',
    'security.osclientcerts.autoload': false,
  }
}
