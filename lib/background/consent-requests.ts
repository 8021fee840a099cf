import type { ClientContext } from '@/lib/client/client-context'
import { signedPayload } from '@/lib/client/signed-payload'
import { baseScope } from '@/lib/consent/templates/base-scope'
import { fillRequest, templateScope, type FilledRequest } from '@/lib/consent/templates/fill'
import type { ConsentTemplate, PreparedCall, TemplateRequest } from '@/lib/flow/model/flow-consent'
import type { Issue } from '@/lib/model/issue'
import type { Params } from '@/lib/model/params'
import { headersFor } from '@/lib/oauth/call-headers'
import type { ExtraParams } from '@/lib/oauth/profile'
import { foreignHost } from './calls'
import type { Ports } from './ports'

/** A preview older than this is signed again, in milliseconds. A verifier may accept a signature for a minute. */
const signedForMs = 60_000

/** A request of a template as it is sent, without its token. */
export interface TemplateCall {
  readonly method: string
  readonly url: string
  readonly headers: Params
  readonly body: string
  readonly form: Params
  readonly isSigned: boolean
}

/** Fills a request of a template, and signs its body if the template says so. Sends nothing. */
export async function templateCall(
  { now, newId }: Pick<Ports, 'now' | 'newId'>,
  ctx: ClientContext,
  template: ConsentTemplate,
  request: TemplateRequest,
  flowValues: ExtraParams = [],
): Promise<TemplateCall | { readonly issues: readonly Issue[] }> {
  const base = baseScope(ctx.profile, ctx.metadata, { now: now(), uuid: newId }, flowValues)
  const filled = fillRequest(request, templateScope(template, base, ctx.profile.resourceServers))
  if (filled.unknown.length > 0)
    return { issues: filled.unknown.map((seen) => ({ code: 'variable_unknown', seen })) }
  const foreign = foreignHost(ctx, filled.url)
  if (foreign) return { issues: [foreign] }
  const { method, url, body, form, sign } = filled
  if (!sign) return { method, url, body, form, headers: headersOf(ctx, filled), isSigned: false }
  const { signingKey: key } = ctx
  const context = { key, iss: sign.iss, tan: sign.tan, url, now: now(), uuid: newId }
  const signed = await signedPayload(sign.form, body, context)
  if ('issues' in signed) return signed
  const headers = headersOf(ctx, {
    ...filled,
    headers: withHeaders(filled.headers, signed.headers),
  })
  return { method, url, form, headers, body: signed.body, isSigned: true }
}

/** The request as the preview showed it, unless its signature is too old. */
export function freshCall(prepared: PreparedCall | undefined, now: number): TemplateCall | null {
  if (!prepared || now - prepared.at > signedForMs) return null
  const { method, url, headers, body } = prepared
  return { method, url, headers, body, form: [], isSigned: true }
}

/** Adds headers. Each replaces those of the same name. */
function withHeaders(headers: Params, added: Params): Params {
  const names = new Set(added.map(([name]) => name.toLowerCase()))
  return [...headers.filter(([name]) => !names.has(name.toLowerCase())), ...added]
}

/** The headers of the profile, then those of the template, which replace them. An empty one is not sent. */
function headersOf(
  ctx: ClientContext,
  { method, headers, body }: Pick<FilledRequest, 'method' | 'headers' | 'body'>,
): Params {
  const own = new Set(headers.map(([name]) => name.toLowerCase()))
  const ofProfile = headersFor(ctx.profile.headers, { endpoint: 'resource', method }, ctx.variables)
  const all = [
    ...ofProfile.filter(([name]) => !own.has(name.toLowerCase())),
    ...headers.filter(([, value]) => value !== ''),
  ]
  const names = new Set(all.map(([name]) => name.toLowerCase()))
  const usual = [
    ['accept', 'application/json'],
    ...(body === '' ? [] : [['content-type', 'application/json'] as const]),
  ] as const
  return [...all, ...usual.filter(([name]) => !names.has(name))]
}
