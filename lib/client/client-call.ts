import { None, customFetch, type CustomFetchOptions } from 'oauth4webapi'
import type { Params } from '@/lib/model/params'
import { authenticate } from './authenticate'
import type { CallResult, ClientContext } from './client-context'
import { headersOf } from './http'
import { clientOf, perform, refused, serverOf } from './perform-call'
import { headerIssues, urlIssues } from './resources'
import { hasFailed } from './response-issue'

/** A call of an API without an access token. */
export interface ClientCall {
  readonly method: string
  readonly url: string
  readonly headers: Params
  /** Empty if the request has no body. A form excludes it. */
  readonly body: string
  readonly form: Params
  /** The client authenticates in the form or the headers, as at the token endpoint. */
  readonly authenticates: boolean
}

/**
 * Calls an API as the client itself: identified by its certificate, or by its client authentication.
 *
 * @see [Consumer Data Standards](https://consumerdatastandardsaustralia.github.io/standards/#end-points)
 */
export async function callAsClient(ctx: ClientContext, call: ClientCall): Promise<CallResult> {
  const issues = [...urlIssues(call.url), ...headerIssues(call.headers)]
  if (issues.length > 0) return refused(issues)
  const auth = call.authenticates ? authenticate(ctx, call.url) : None()
  if ('issues' in auth) return refused(auth.issues)
  const isForm = call.form.length > 0 || call.authenticates
  return perform(ctx, {
    endpoint: 'resource',
    proves: false,
    success: null,
    send: async (options) => {
      const headers = headersOf(call.headers)
      const form = new URLSearchParams(call.form.map(([name, value]) => [name, value]))
      if (call.authenticates) await auth(serverOf(ctx), clientOf(ctx), form, headers)
      if (isForm) headers.set('content-type', 'application/x-www-form-urlencoded;charset=UTF-8')
      const body = isForm ? form : call.body === '' ? undefined : call.body
      return options[customFetch](call.url, {
        method: call.method,
        headers: Object.fromEntries(headers),
        body,
        redirect: 'manual',
      } as CustomFetchOptions<string, unknown>)
    },
    process: async (_, response) => {
      if (hasFailed(response, null)) throw new Error(String(response.status))
    },
  })
}
