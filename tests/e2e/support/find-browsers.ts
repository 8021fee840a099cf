import { existsSync, readdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'
import { env, platform } from 'node:process'

/**
 * Branded Google Chrome ignores `--load-extension`. These tests load the extension over the DevTools
 * pipe (`Extensions.loadUnpacked`), which Chrome still supports, so it is the last entry of the list.
 */
const chromiumPlaces: Partial<Record<NodeJS.Platform, string[]>> = {
  linux: [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/lib/chromium/chromium',
    '/opt/chromium/chrome',
    '~/.cache/ms-playwright/chromium-*/chrome-linux*/chrome',
    '~/.cache/puppeteer/chrome/*/chrome-linux*/chrome',
    '/snap/bin/chromium',
    '/usr/bin/google-chrome-stable',
    '/usr/bin/google-chrome',
  ],
  darwin: [
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '~/Library/Caches/ms-playwright/chromium-*/chrome-mac*/Chromium.app/Contents/MacOS/Chromium',
    '~/Library/Caches/ms-playwright/chromium-*/chrome-mac*/*.app/Contents/MacOS/Google Chrome for Testing',
    '~/.cache/puppeteer/chrome/*/chrome-mac*/*.app/Contents/MacOS/Google Chrome for Testing',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ],
  win32: [
    '%LOCALAPPDATA%\\Chromium\\Application\\chrome.exe',
    '%LOCALAPPDATA%\\ms-playwright\\chromium-*\\chrome-win*\\chrome.exe',
    '~\\.cache\\puppeteer\\chrome\\*\\chrome-win*\\chrome.exe',
    '%PROGRAMFILES%\\Google\\Chrome\\Application\\chrome.exe',
  ],
}

/**
 * Playwright's own Firefox is patched and does not support WebDriver BiDi, so it is not searched.
 */
const firefoxPlaces: Partial<Record<NodeJS.Platform, string[]>> = {
  linux: [
    '/usr/bin/firefox-esr',
    '/usr/lib/firefox/firefox',
    '/opt/firefox/firefox',
    '/usr/bin/firefox',
    '~/.cache/puppeteer/firefox/*/firefox/firefox',
  ],
  darwin: [
    '/Applications/Firefox.app/Contents/MacOS/firefox',
    '/Applications/Firefox Developer Edition.app/Contents/MacOS/firefox',
    '~/.cache/puppeteer/firefox/*/*.app/Contents/MacOS/firefox',
  ],
  win32: [
    '%PROGRAMFILES%\\Mozilla Firefox\\firefox.exe',
    '%LOCALAPPDATA%\\Mozilla Firefox\\firefox.exe',
    '~\\.cache\\puppeteer\\firefox\\*\\core\\firefox.exe',
  ],
}

/** Finds a Chromium that loads unpacked extensions: the path of its executable, or undefined. */
export function findChromium(): string | undefined {
  return find('PARLEY_CHROMIUM', chromiumPlaces[platform])
}

/** Finds a Firefox that supports WebDriver BiDi: the path of its executable, or undefined. */
export function findFirefox(): string | undefined {
  return find('PARLEY_FIREFOX', firefoxPlaces[platform])
}

/** Finds a program on PATH: its full path, or undefined. */
export function findProgram(name: string): string | undefined {
  const folders = (env['PATH'] ?? '').split(delimiter)
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path))
}

/** A path that the user sets is final: a wrong one returns undefined instead of a fallback. */
function find(variable: string, places: string[] = []): string | undefined {
  const named = env[variable]
  if (named) return existsSync(named) ? named : undefined
  for (const place of places) {
    const [match] = expand(place)
    if (match) return match
  }
  return undefined
}

/** The existing paths of a pattern with `~`, `%NAME%` and `*` (within one folder name), newest name first. */
function expand(pattern: string): string[] {
  const separator = platform === 'win32' ? '\\' : '/'
  const absolute = pattern
    .replace(/^~/, homedir())
    .replace(/%(\w+)%/g, (_, name: string) => env[name] ?? '')
  const [root = '', ...names] = absolute.split(separator)
  return names.reduce<string[]>(
    (paths, name) => paths.flatMap((path) => children(path, name, separator)),
    [root],
  )
}

function children(folder: string, name: string, separator: string): string[] {
  if (!name.includes('*')) {
    const path = `${folder}${separator}${name}`
    return existsSync(path) ? [path] : []
  }
  const wanted = new RegExp(
    `^${name
      .split('*')
      .map((part) => part.replace(/[.+()]/g, '\\$&'))
      .join('.*')}$`,
  )
  return readdirSync(folder || separator)
    .filter((entry) => wanted.test(entry))
    .toSorted((a, b) => b.localeCompare(a, 'en', { numeric: true }))
    .map((entry) => `${folder}${separator}${entry}`)
}
