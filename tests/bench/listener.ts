import { mkdirSync, writeFileSync } from 'node:fs'

const manifest = {
  manifest_version: 3,
  name: 'Listens and does nothing',
  version: '1',
  permissions: ['webRequest', 'declarativeNetRequestWithHostAccess'],
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

/** One rule that looks into answers, of a host that no page of the benchmark calls. */
const rule = `chrome.declarativeNetRequest.updateSessionRules({
  removeRuleIds: [1],
  addRules: [{
    id: 1,
    action: { type: 'block' },
    condition: {
      requestDomains: ['nowhere.invalid'],
      responseHeaders: [{ header: 'location', values: ['https://nowhere.invalid/*'] }],
      resourceTypes: ['main_frame'],
    },
  }],
})
`

/**
 * Writes an extension that listens as Parley does and does nothing, or has one rule on answers that never
 * applies beside it; gives its folder.
 */
export function writeListener(kind: 'listener' | 'listener-with-rule'): string {
  const folder = new URL(`../../.artifacts/bench/${kind}/`, import.meta.url).pathname
  mkdirSync(folder, { recursive: true })
  writeFileSync(`${folder}manifest.json`, JSON.stringify(manifest))
  writeFileSync(`${folder}background.js`, kind === 'listener' ? background : background + rule)
  return folder
}
