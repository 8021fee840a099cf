import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { argv, env, exit, getuid, platform, stderr, stdout } from 'node:process'
import { findChromium, findFirefox, findProgram } from '../e2e/support/find-browsers.ts'

/** One thing that the end-to-end tests need, and the Debian packages that bring it. */
type Need = {
  name: string
  packages: string[]
  /** The demo and the benchmarks need it too. */
  always?: boolean
  found: () => string | undefined
}

const all: Need[] = [
  { name: 'Chromium', packages: ['chromium'], always: true, found: findChromium },
  { name: 'Firefox', packages: ['firefox-esr'], found: findFirefox },
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
          always: true,
          found: () => (existsSync('/usr/share/fonts') ? '/usr/share/fonts' : undefined),
        },
      ]
    : []),
]

const needs = all.filter(({ always }) => argv[2] !== 'demo' || always)
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
    `Also needed: ${names}. Install them, or name the browsers in PARLEY_CHROMIUM and PARLEY_FIREFOX.\n`,
  )
  exit(1)
}
