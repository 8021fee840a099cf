import type { HTTPRequest, Page } from 'puppeteer-core'
import { isFirefox } from './page.ts'

const listOf = (headers: Readonly<Record<string, string>>) =>
  Object.entries(headers).map(([name, value]) => ({ name, value }))

/** Records what a page loads and sends, as the browser reports it. Returns the entries of a HAR. */
export function recordHar(page: Page): () => Promise<readonly object[]> {
  const isInFirefox = isFirefox(page)
  const begun = new Map<HTTPRequest, number>()
  const entries = new Map<HTTPRequest, Promise<object>>()
  const finish = (request: HTTPRequest) => {
    if (entries.has(request)) return
    entries.set(request, entryOf(request, begun.get(request) ?? Date.now(), isInFirefox))
  }
  page.on('request', (request) => {
    begun.set(request, Date.now())
    // Firefox reports a redirect only with the request that follows it.
    const before = request.redirectChain().at(-1)
    if (before) finish(before)
  })
  page.on('requestfinished', finish)
  page.on('requestfailed', finish)
  return async () => Promise.all(entries.values())
}

/** Chromium has forgotten it once the page has left, and Firefox reports it only when asked. */
async function postDataOf(request: HTTPRequest, isInFirefox: boolean): Promise<string | undefined> {
  return isInFirefox ? request.fetchPostData().catch(() => undefined) : request.postData()
}

async function entryOf(request: HTTPRequest, begun: number, isInFirefox: boolean): Promise<object> {
  const response = request.response()
  const body = await response?.text().catch(() => undefined)
  const postData = await postDataOf(request, isInFirefox)
  const headers = request.headers()
  return {
    startedDateTime: new Date(begun).toISOString(),
    time: 1,
    // Recordings of Firefox do not have it either.
    ...(!isInFirefox && { _resourceType: request.resourceType() }),
    request: {
      method: request.method(),
      url: request.url(),
      headers: listOf(headers),
      ...(postData !== undefined && {
        postData: { mimeType: headers['content-type'] ?? '', text: postData },
      }),
    },
    response: {
      status: response?.status() ?? 0,
      headers: listOf(response?.headers() ?? {}),
      content: body === undefined ? {} : { text: body, size: body.length },
      redirectURL: response?.headers()['location'] ?? '',
    },
  }
}
