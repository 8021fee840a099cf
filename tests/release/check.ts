import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { exit, stderr, stdout } from 'node:process'
import { difference, packageFault, sourcesFault, versionFault } from './inspect.ts'
import { readZip, type Files } from './zip.ts'

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }
const browsers = ['chrome', 'firefox'] as const
const zipOf = (browser: string) => `parley-${version}-${browser}.zip`
const sourcesZip = zipOf('sources')

/** What the linter for Firefox says of every package for Chromium. */
const chromiumOnly = new Set(['ADDON_ID_REQUIRED', 'BACKGROUND_SERVICE_WORKER_NOFALLBACK'])

step('built', () => run('.', 'The packages cannot be built', 'npm', ['run', 'zip']))
const packages = Object.fromEntries(
  browsers.map((browser) => [zipOf(browser), read('.', zipOf(browser))]),
)
const sources = read('.', sourcesZip)
step('same version everywhere', () =>
  versionFault(
    version,
    Object.fromEntries(
      Object.entries(packages).map(([name, files]) => [name, manifestVersion(files)]),
    ),
    readFileSync('CHANGELOG.md', 'utf8'),
  ),
)
for (const browser of browsers) step(`linted: ${browser}`, () => lint(browser))
for (const [name, files] of Object.entries(packages))
  step(`no source map, test or secret: ${name}`, () => packageFault(name, files))
step(`no test or secret: ${sourcesZip}`, () => sourcesFault(sourcesZip, sources))
step('rebuilt from the sources, byte for byte', rebuild)
for (const name of [...Object.keys(packages), sourcesZip]) stdout.write(`.output/${name}\n`)

/** Prints what holds, or ends with the one sentence that says what does not. */
function step(what: string, faultOf: () => string | undefined): void {
  const fault = faultOf()
  if (fault) {
    stderr.write(`${fault}\n`)
    exit(1)
  }
  stdout.write(`ok  ${what}\n`)
}

function lint(browser: string): string | undefined {
  const { stdout: json, stderr: complained } = spawnSync(
    'web-ext',
    ['lint', '--source-dir', `.output/${browser}-mv3`, '--no-config-discovery', '--output', 'json'],
    { encoding: 'utf8' },
  )
  if (!json) return `web-ext lint did not run: ${complained}`
  const { errors } = JSON.parse(json) as {
    errors: readonly { code: string; message: string; file?: string }[]
  }
  const error = errors.find(({ code }) => browser === 'firefox' || !chromiumOnly.has(code))
  return (
    error &&
    `web-ext lint rejects ${error.file ?? zipOf(browser)}: ${error.code}, ${error.message}.`
  )
}

function rebuild(): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'parley-sources-'))
  try {
    for (const [name, content] of sources) {
      mkdirSync(dirname(join(folder, name)), { recursive: true })
      writeFileSync(join(folder, name), content)
    }
    return (
      run(folder, 'The dependencies of the sources cannot be installed', 'npm', ['ci']) ??
      run(folder, 'The packages cannot be built from the sources', 'npm', ['run', 'zip']) ??
      Object.entries(packages)
        .map(([name, files]) => difference(name, files, read(folder, name)))
        .find((fault) => fault !== undefined)
    )
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Runs a program silently; if it fails, prints what it said and returns the fault. */
function run(cwd: string, fault: string, program: string, args: string[]): string | undefined {
  const {
    status,
    stdout: said,
    stderr: complained,
  } = spawnSync(program, args, { cwd, encoding: 'utf8' })
  if (status === 0) return undefined
  stderr.write(`${said}${complained}`)
  return `${fault}: ${program} ${args.join(' ')} ended with ${status}.`
}

function read(root: string, name: string): Files {
  return readZip(readFileSync(join(root, '.output', name)))
}

function manifestVersion(files: Files): string {
  const { version: named } = JSON.parse(files.get('manifest.json')?.toString() ?? '{}') as {
    version?: string
  }
  return named ?? 'none'
}
