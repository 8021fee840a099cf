import { param } from '@/lib/model/params'
import type { Profile } from '@/lib/oauth/profile'
import type { RequestValues } from '@/lib/oauth/request-values'

/** Parameters that every request has. */
const always = ['scope', 'response_type', 'redirect_uri', 'state', 'nonce'] as const

/** Parameters with a row among these once they are sent. */
export const offered = [
  'prompt',
  'max_age',
  'acr_values',
  'login_hint',
  'resource',
  'response_mode',
  'ui_locales',
] as const

/** Parameters that sections of their own are about. */
const elsewhere: ReadonlySet<string> = new Set([
  'claims',
  'authorization_details',
  'code_challenge',
  'code_challenge_method',
])

/** What a profile has of a parameter, as typed; empty for a value that is made for each request, or none. */
export function profileValue(profile: Profile, name: string): string {
  const settings: Readonly<Record<string, string>> = {
    scope: profile.scope,
    response_type: profile.responseType,
    response_mode: profile.responseMode,
    redirect_uri: profile.redirectUris[0] ?? '',
    claims: profile.claims,
    authorization_details: profile.authorizationDetails,
  }
  return param(profile.authorizationParams, name) ?? settings[name] ?? ''
}

/** Whether a value is made for each request if nothing is typed. */
export const isFresh = (name: string): boolean => name === 'state' || name === 'nonce'

/** The rows of the section Request. */
export function requestRows(profile: Profile, values: RequestValues): readonly string[] {
  const sent = offered.filter((name) => name in values.params || profileValue(profile, name) !== '')
  return [...always, ...sent]
}

/** The parameters that are neither among those nor have a section of their own. */
export function extraRows(profile: Profile, values: RequestValues): readonly string[] {
  const known = new Set<string>([...always, ...offered])
  const names = [
    ...profile.authorizationParams.map(([name]) => name),
    ...Object.keys(values.params),
  ]
  return [...new Set(names)].filter((name) => !known.has(name) && !elsewhere.has(name))
}

/** The headers of a push. */
export function headerNames(profile: Profile, values: RequestValues): readonly string[] {
  const own = profile.headers
    .filter(({ on }) => on === 'all' || on === 'server')
    .map(({ name }) => name)
  const lower = new Set(own.map((name) => name.toLowerCase()))
  return [...own, ...Object.keys(values.headers).filter((name) => !lower.has(name.toLowerCase()))]
}
