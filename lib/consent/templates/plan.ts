import type { ConsentTemplate, StatusCall, WithdrawCall } from '@/lib/flow/model/flow-consent'
import { endpointMembers, type NamedEndpoint } from '@/lib/oauth/endpoint-members'
import type { Metadata } from '@/lib/oauth/metadata'
import type { Profile } from '@/lib/oauth/profile'
import { parseJson } from '@/lib/model/strict-json'
import { consentIdVariable, fillRequest, type FilledSigning, type TemplateScope } from './fill'
import { profileWith } from './place'

/** What a call is for. Its name is in the locale. */
export type PlannedKind =
  'token' | 'create' | 'push' | 'authorize' | 'exchange' | 'status' | 'withdraw' | 'use'

/** A line of a body or of a form, as it will be sent. */
interface PlannedLine {
  readonly text: string
  /** It carries the id of the consent. */
  readonly isId: boolean
}

/** A call before it is sent. */
export interface PlannedCall {
  readonly kind: PlannedKind
  readonly method: string
  /** Null if the metadata does not name the endpoint. */
  readonly url: string | null
  /** `user`: in the browser. `afterwards`: once the user has decided. `request`: when the tester asks. */
  readonly when: 'now' | 'user' | 'afterwards' | 'request'
  readonly lines: readonly PlannedLine[]
  /** How the body is signed; null if the template does not sign it. */
  readonly signing: FilledSigning['form'] | 'unsigned' | null
  /** Variables without a value. The id of the consent has none yet. */
  readonly unknown: readonly string[]
}

interface Plan {
  readonly template: ConsentTemplate
  readonly profile: Profile
  readonly metadata: Metadata | null
  readonly scope: TemplateScope
}

/** The calls of a template as they will be made, in their order. */
export function plannedCalls(plan: Plan): readonly PlannedCall[] {
  const { template, profile } = plan
  const { token, create, status, withdraw, use } = template
  return [
    ...(token ? [tokenCall(plan, token.scope)] : []),
    ...(create ? [requestCall(plan, 'create', create, 'now')] : []),
    ...(profile.sendBy === 'par' ? [authorization(plan, 'push')] : []),
    authorization(plan, 'authorize'),
    endpointCall(plan, 'exchange', 'token', 'afterwards', ['grant_type=authorization_code']),
    ...(status ? [anyCall(plan, 'status', status.call)] : []),
    ...(use ? [requestCall(plan, 'use', use, 'request')] : []),
    ...(withdraw ? [anyCall(plan, 'withdraw', withdraw)] : []),
  ]
}

function tokenCall(plan: Plan, scope: string): PlannedCall {
  const form = `grant_type=client_credentials${scope === '' ? '' : `&scope=${scope}`}`
  return endpointCall(plan, 'token', 'token', 'now', [form])
}

function endpointCall(
  { metadata }: Plan,
  kind: PlannedKind,
  endpoint: NamedEndpoint,
  when: PlannedCall['when'],
  lines: readonly string[],
): PlannedCall {
  const url = metadata?.[endpointMembers[endpoint]]
  return {
    kind,
    method: 'POST',
    url: typeof url === 'string' ? url : null,
    when,
    lines: lines.map((text) => ({ text, isId: text.includes(consentIdVariable) })),
    signing: null,
    unknown: [],
  }
}

function anyCall(
  plan: Plan,
  kind: 'status' | 'withdraw',
  call: StatusCall | WithdrawCall,
): PlannedCall {
  if (call.how === 'request') return requestCall(plan, kind, call, 'request')
  const endpoint = call.how === 'introspect' ? 'introspection' : 'revocation'
  return endpointCall(plan, kind, endpoint, 'request', [`token={{${call.token}}}`])
}

function requestCall(
  { scope }: Plan,
  kind: PlannedKind,
  request: Parameters<typeof fillRequest>[0],
  when: PlannedCall['when'],
): PlannedCall {
  const { method, url, body, form, sign, unknown } = fillRequest(request, scope)
  const sent = form.map(([name, value]) => `${name}=${value}`)
  return {
    kind,
    method,
    url,
    when,
    lines: [...jsonLines(body), ...sent.map(lineOf)],
    signing: sign?.form ?? (request.sign ? 'unsigned' : null),
    unknown: unknown.filter((name) => !name.includes(consentIdVariable)),
  }
}

/** The parts of the authorization request that the template decides. */
function authorization(plan: Plan, kind: 'push' | 'authorize'): PlannedCall {
  const { template, profile, metadata, scope } = plan
  const { authorization: asked } = template
  const derived = profileWith(profile, template, scope)
  const isSent = kind === 'push' || profile.sendBy === 'url'
  const url = metadata?.[kind === 'push' ? endpointMembers.par : 'authorization_endpoint'] ?? null
  return {
    kind,
    method: kind === 'push' ? 'POST' : 'GET',
    url: typeof url === 'string' ? url : null,
    when: kind === 'push' ? 'now' : 'user',
    lines: isSent
      ? [
          ...(asked.scope === '' ? [] : [lineOf(`scope=${derived.scope}`)]),
          ...(asked.claims === null ? [] : named('claims', derived.claims)),
          ...(asked.details === null
            ? []
            : named('authorization_details', derived.authorizationDetails)),
        ]
      : [],
    signing: null,
    unknown: [],
  }
}

function named(name: string, json: string): readonly PlannedLine[] {
  const [first, ...rest] = jsonLines(json)
  return first ? [{ ...first, text: `${name}=${first.text}` }, ...rest] : []
}

const lineOf = (text: string): PlannedLine => ({ text, isId: text.includes(consentIdVariable) })

function jsonLines(json: string): readonly PlannedLine[] {
  if (json === '') return []
  const { value, error } = parseJson(json)
  const text = error === null ? JSON.stringify(value, null, 2) : json
  return text.split('\n').map(lineOf)
}
