import type { Metadata } from '@/lib/oauth/metadata'
import type { ExtraParams, Profile } from '@/lib/oauth/profile'
import type { VariableScope } from '@/lib/oauth/variables'

/**
 * What every template may use: the variables of the profile and of the flow, `client_id`, `redirect_uri`, and the
 * URLs in the metadata as `metadata.<member>`.
 */
export function baseScope(
  profile: Profile,
  metadata: Metadata | null,
  clock: Pick<VariableScope, 'now' | 'uuid'>,
  flowValues: ExtraParams = [],
): VariableScope {
  const [redirectUri] = profile.redirectUris
  const members = Object.entries(metadata ?? {}).flatMap(([name, value]) =>
    typeof value === 'string' ? [[`metadata.${name}`, value] as const] : [],
  )
  return {
    ...clock,
    values: new Map([
      ...members,
      ['client_id', profile.clientId],
      ...(redirectUri === undefined ? [] : [['redirect_uri', redirectUri] as const]),
      ...profile.variables,
      ...flowValues,
    ]),
  }
}
