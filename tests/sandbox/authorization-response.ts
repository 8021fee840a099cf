import { escapeHtml, page } from './html.ts'
import { faultOf } from './assignments.ts'
import type { Assignment, RedirectBy } from './assignments.ts'
import type { ResponseParameters } from './faults.ts'
import type { ServerKeys } from './keys.ts'
import { respellIdToken } from './respell.ts'

/** What the browser is given to carry the authorization response to the redirect URI. */
export interface Carrier {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

const html = (body: string): Carrier => ({
  status: 200,
  headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' },
  body,
})

const inScript = (text: string) => JSON.stringify(text).replaceAll('<', String.raw`\u003c`)

const carriers: Readonly<Record<RedirectBy, (location: string) => Carrier>> = {
  status: (location) => ({ status: 303, headers: { location }, body: '' }),
  script: (location) =>
    html(
      page('Returning', {
        body: `<p id="returning">Returning to the application …</p>
<script>location.replace(${inScript(location)})</script>`,
      }),
    ),
  'meta-refresh': (location) =>
    html(
      page('Returning', {
        head: `<meta http-equiv="refresh" content="0;url=${escapeHtml(location)}">`,
        body: '<p id="returning">Returning to the application …</p>',
      }),
    ),
}

/** Takes the parameters out of a location whose query or fragment carries them. */
function split(location: string) {
  const at = location.search(/[?#]/)
  const head = at === -1 ? location : location.slice(0, at + 1)
  const pairs: ResponseParameters = [
    ...new URLSearchParams(at === -1 ? '' : location.slice(at + 1)),
  ]
  return { head, pairs }
}

/** Applies what was assigned to the request to a finished redirect to the client. */
export async function carryResponse(
  location: string,
  assignment: Assignment,
  keys: ServerKeys,
): Promise<Carrier> {
  const { head, pairs } = split(location)
  const { response = (same: ResponseParameters) => same, idToken } = faultOf(assignment)
  const changed = await Promise.all(
    response(pairs).map(async ([name, value]) => [
      name,
      name === 'id_token' && idToken ? await respellIdToken(value, idToken, keys) : value,
    ]),
  )
  const search = new URLSearchParams(changed)
  return carriers[assignment.redirectBy ?? 'status'](`${head}${search}`)
}
