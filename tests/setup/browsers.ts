import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { argv, env, exit, getuid, platform, stderr, stdout } from 'node:process'
import { findChromium, findFirefox, findProgram } from '../e2e/support/find-browsers.ts'

/** One thing that the end-to-end tests need, and the Debian packages that bring it. */
type Need = {
  name: string
  packages: string[]
  /** The arguments that select it: `chromium` or `firefox`. Without an argument, everything is needed. */
  for?: string[]
  found: () => string | undefined
}

const all: Need[] = [
  { name: 'Chromium', packages: ['chromium'], for: ['chromium'], found: findChromium },
  { name: 'Firefox', packages: ['firefox-esr'], for: ['firefox'], found: findFirefox },
  ...(platform === 'linux'
    ? [
        { name: 'Xvfb', packages: ['xvfb'], found: () => findProgram('Xvfb') },
        // Client certificates: made by the first, put into the browsers' stores by the second.
        { name: 'openssl', packages: ['openssl'], found: () => findProgram('openssl') },
        { name: 'certutil', packages: ['libnss3-tools'], found: () => findProgram('certutil') },
        { name: 'xdotool', packages: ['xdotool'], found: () => findProgram('xdotool') },
        {
          // On a bare machine there is none, and pictures of pages then show no text.
          name: 'a font',
          packages: ['fonts-dejavu-core'],
          for: ['chromium', 'firefox'],
          found: () => (existsSync('/usr/share/fonts') ? '/usr/share/fonts' : undefined),
        },
      ]
    : []),
]

const use = argv[2]
const needs = all.filter((need) => !use || need.for?.includes(use))
const missing = needs.filter(({ found }) => !found())
if (missing.length === 0) {
  for (const { name, found } of needs) stdout.write(`${name}: ${found()}\n`)
} else if (canInstall()) {
  install(missing.flatMap(({ packages }) => packages))
} else {
  fail(missing)
}

function canInstall(): boolean {
  return (
    existsSync('/etc/debian_version') && getuid?.() === 0 && findProgram('apt-get') !== undefined
  )
}

function install(packages: string[]): void {
  run(['update'])
  run(['install', '-y', '--no-install-recommends', ...packages])
  const still = needs.filter(({ found }) => !found())
  if (still.length > 0) fail(still)
}

function run(args: string[]): void {
  const { status } = spawnSync('apt-get', args, {
    stdio: 'inherit',
    env: { ...env, DEBIAN_FRONTEND: 'noninteractive' },
  })
  if (status !== 0) {
    stderr.write(`apt-get ${args.join(' ')} ended with ${status}\n`)
    exit(1)
  }
}

function fail(absent: Need[]): never {
  const names = absent.map(({ name }) => name).join(', ')
  stderr.write(
    `Missing: ${names}. Install what is missing, or set PARLEY_CHROMIUM or PARLEY_FIREFOX to the path of the browser.\n`,
  )
  exit(1)
}
