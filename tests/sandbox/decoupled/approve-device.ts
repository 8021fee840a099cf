import { customer } from '../settings.ts'

const attribute = (tag: string, name: string) =>
  new RegExp(`${name}="([^"]*)"`).exec(tag)?.[1] ?? null

/**
 * What a user does on another device: opens the verification URI with the code, confirms it, logs in and approves.
 * Follows the forms of the pages over HTTP.
 */
export async function approveDevice(issuer: string, url: string): Promise<void> {
  const cookies = new Map<string, string>()

  const visit = async (to: string, form?: URLSearchParams): Promise<string> => {
    const response = await fetch(new URL(to, issuer), {
      redirect: 'manual',
      headers: { cookie: [...cookies].map((pair) => pair.join('=')).join('; ') },
      ...(form ? { method: 'POST', body: form } : {}),
    })
    for (const line of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';', 1)[0] ?? '').split('=')
      cookies.set(name, value)
    }
    const location = response.headers.get('location')
    const page = await response.text()
    return location === null ? page : visit(location)
  }

  /** Sends the form of a page with its hidden fields and these. */
  const submit = (page: string, fields: Readonly<Record<string, string>> = {}): Promise<string> => {
    const action = /<form [^>]*action="([^"]+)"/.exec(page)?.[1]
    if (action === undefined) throw new Error(`No form in ${page}`)
    const form = new URLSearchParams(fields)
    for (const [tag] of page.matchAll(/<input [^>]*>/g)) {
      const name = attribute(tag, 'name')
      if (name !== null && !form.has(name)) form.set(name, attribute(tag, 'value') ?? '')
    }
    return visit(action, form)
  }

  let page = await submit(await visit(url))
  page = await submit(page)
  if (page.includes('id="log-in"'))
    page = await submit(page, { username: customer.username, password: customer.password })
  if (page.includes('id="choose"')) page = await submit(page, { dp_id: 'DP2468013579' })
  page = await submit(page, { decision: 'approve' })
  if (!page.includes('id="done"')) throw new Error(`Not approved: ${page}`)
}
