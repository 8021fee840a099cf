import type { Endpoint } from '@/lib/model/endpoint'
import type { RuleProfile } from '@/lib/model/rule-profiles'
import type { Params } from '@/lib/model/params'
import { fillText, type VariableScope } from './variables'

/** The calls that carry a header. */
export type HeaderCalls = 'all' | 'server' | 'resources' | 'writes'

/** A header that Parley sends, with variables in its value. An empty value is not sent. */
export interface CallHeader {
  readonly name: string
  readonly value: string
  readonly on: HeaderCalls
}

interface SentCall {
  readonly endpoint: Endpoint
  readonly method: string
}

const isResource = ({ endpoint }: SentCall) => endpoint === 'resource' || endpoint === 'userinfo'

/** Which calls each choice covers. */
const covers: Readonly<Record<HeaderCalls, (call: SentCall) => boolean>> = {
  all: () => true,
  server: (call) => !isResource(call),
  resources: isResource,
  writes: (call) =>
    call.endpoint === 'resource' && ['POST', 'PUT', 'PATCH'].includes(call.method.toUpperCase()),
}

/** Whether a choice covers a call. */
export const coversCall = (on: HeaderCalls, call: SentCall): boolean => covers[on](call)

/** The headers of a resource call for a profile without any. */
export const usualHeaders: readonly CallHeader[] = [
  { name: 'x-fapi-interaction-id', value: '{{uuid}}', on: 'resources' },
  { name: 'x-fapi-auth-date', value: '{{auth_time|http}}', on: 'resources' },
]

/** The choices in the order of the form. */
export const headerCalls = Object.keys(covers) as readonly HeaderCalls[]

const interaction = (on: HeaderCalls): CallHeader => ({
  name: 'x-fapi-interaction-id',
  value: '{{uuid}}',
  on,
})
const authDate: CallHeader = {
  name: 'x-fapi-auth-date',
  value: '{{auth_time|http}}',
  on: 'resources',
}
const empty = (name: string): CallHeader => ({ name, value: '', on: 'resources' })
const user = [empty('x-fapi-customer-ip-address'), empty('x-customer-user-agent')]
const idempotency: CallHeader = { name: 'x-idempotency-key', value: '{{uuid}}', on: 'writes' }

/** The headers that an ecosystem expects. Values that only the tester knows are empty. */
export const headersOfProfile: Readonly<Record<RuleProfile, readonly CallHeader[]>> = {
  oauth2: [],
  oauth21: [],
  oidc: [],
  fapi1: [interaction('resources'), authDate, empty('x-fapi-customer-ip-address')],
  fapi2: [],
  fapi2ms: [],
  ofm: [interaction('all')],
  uk: [interaction('all'), authDate, ...user, idempotency],
  br: [interaction('all'), authDate, ...user, idempotency],
  cdr: [
    interaction('all'),
    authDate,
    { name: 'x-v', value: '1', on: 'resources' },
    empty('x-min-v'),
    empty('x-fapi-customer-ip-address'),
    empty('x-cds-client-headers'),
  ],
  saltedge: [],
  bg: [
    { name: 'X-Request-ID', value: '{{uuid}}', on: 'resources' },
    empty('PSU-IP-Address'),
    empty('TPP-Redirect-URI'),
    empty('Consent-ID'),
  ],
}

/** Headers that the browser or Parley sets itself. */
const reserved: ReadonlySet<string> = new Set(
  'authorization dpop cookie host content-length origin referer connection te trailer transfer-encoding upgrade keep-alive expect date'.split(
    ' ',
  ),
)

/** Why a header cannot be sent; null if it can. */
export function headerFault(name: string): 'header_reserved' | 'header_malformed' | null {
  const lower = name.toLowerCase()
  if (reserved.has(lower) || /^(?:proxy-|sec-)/.test(lower)) return 'header_reserved'
  return /^[!#$%&'*+.^_`|~\w-]+$/.test(name) ? null : 'header_malformed'
}

/** The headers of a call with fresh values. A value is empty if the tester or the flow has none yet. */
export function headerRows(
  headers: readonly CallHeader[],
  call: SentCall,
  scope: VariableScope,
): Params {
  return headers
    .filter(({ name, on }) => headerFault(name) === null && covers[on](call))
    .map(({ name, value }) => {
      const filled = fillText(value, scope)
      return [name, filled.unknown.length > 0 ? '' : filled.value] as const
    })
}

/** The headers of a call that are sent: those with a value. */
export function headersFor(
  headers: readonly CallHeader[],
  call: SentCall,
  scope: VariableScope,
): Params {
  return headerRows(headers, call, scope).filter(([, value]) => value !== '')
}
