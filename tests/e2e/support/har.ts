import type { HTTPRequest, Page } from 'puppeteer-core'

const listOf = (headers: Readonly<Record<string, string>>) =>
  Object.entries(headers).map(([name, value]) => ({ name, value }))

/** Records what a page loads and sends, as the browser reports it. Returns the entries of a HAR. */
export function recordHar(page: Page): () => Promise<readonly object[]> {
  const begun = new Map<HTTPRequest, number>()
  const entries: Promise<object>[] = []
  const finish = (request: HTTPRequest) => {
    entries.push(entryOf(request, begun.get(request) ?? Date.now()))
  }
  page.on('request', (request) => {
    begun.set(request, Date.now())
    // A redirect is reported with the request that follows it.
    const before = request.redirectChain().at(-1)
    if (before) finish(before)
  })
  page.on('requestfinished', finish)
  page.on('requestfailed', finish)
  return async () => Promise.all(entries)
}

async function entryOf(request: HTTPRequest, begun: number): Promise<object> {
  const response = request.response()
  const body = await response?.text().catch(() => undefined)
  const postData = request.postData() ?? (await request.fetchPostData().catch(() => undefined))
  const headers = request.headers()
  return {
    startedDateTime: new Date(begun).toISOString(),
    time: 1,
    _resourceType: request.resourceType(),
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
