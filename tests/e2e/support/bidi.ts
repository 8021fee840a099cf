import type { Browser, Page } from 'puppeteer-core'

type Connection = {
  send: (method: string, params: object) => Promise<{ result: unknown }>
}
type Evaluated = {
  type: 'success' | 'exception'
  result?: { value?: unknown }
  exceptionDetails?: { text: string }
}
type Tree = { contexts: { context: string; url: string }[] }

/** Sends a WebDriver BiDi command that puppeteer has no function for, and returns its result. */
export async function sendBidi(browser: Browser, method: string, params: object): Promise<unknown> {
  const { connection } = browser as unknown as { connection: Connection }
  return (await connection.send(method, params)).result
}

/** The id of the tab in WebDriver BiDi, which puppeteer keeps but does not declare. */
export function bidiContext(page: Page): string {
  return (page.mainFrame() as unknown as { _id: string })._id
}

/**
 * Evaluates an expression in Firefox's own browser window (needs `--remote-allow-system-access`) and
 * returns its primitive value; a promise is awaited.
 */
export async function evaluateInFirefox(browser: Browser, expression: string): Promise<unknown> {
  const tree = await sendBidi(browser, 'browsingContext.getTree', { 'moz:scope': 'chrome' })
  const window = (tree as Tree).contexts.find(({ url }) => url.endsWith('/browser.xhtml'))
  if (!window) throw new Error('Firefox shows no browser window')
  const answer = (await sendBidi(browser, 'script.evaluate', {
    expression,
    target: { context: window.context },
    awaitPromise: true,
  })) as Evaluated
  if (answer.type === 'exception') {
    throw new Error(`In Firefox's window: ${answer.exceptionDetails?.text}`)
  }
  return answer.result?.value
}
