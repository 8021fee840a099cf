import { mkdirSync, writeFileSync } from 'node:fs'

const manifest = {
  manifest_version: 3,
  name: 'Listens and does nothing',
  version: '1',
  permissions: ['webRequest'],
  host_permissions: ['http://127.0.0.1/*'],
  background: { service_worker: 'background.js' },
}

/** The listeners that Parley has (lib/platform/web-request.ts), with nothing in them. */
const background = `const pages = { urls: ['http://*/*', 'https://*/*'], types: ['main_frame', 'sub_frame'] }
const nothing = () => undefined
const { webRequest } = chrome
webRequest.onBeforeRequest.addListener(nothing, pages, ['requestBody'])
webRequest.onHeadersReceived.addListener(nothing, pages, ['responseHeaders'])
webRequest.onBeforeRedirect.addListener(nothing, pages)
webRequest.onCompleted.addListener(nothing, pages)
webRequest.onErrorOccurred.addListener(nothing, pages)
`

/** Writes an extension that listens as Parley does and does nothing; gives its folder. */
export function writeListener(): string {
  const folder = new URL('../../.artifacts/bench/listener/', import.meta.url).pathname
  mkdirSync(folder, { recursive: true })
  writeFileSync(`${folder}manifest.json`, JSON.stringify(manifest))
  writeFileSync(`${folder}background.js`, background)
  return folder
}
