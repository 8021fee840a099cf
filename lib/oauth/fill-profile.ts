import type { Issue } from '@/lib/model/issue'
import { parseJson } from '@/lib/model/strict-json'
import type { ExtraParams, Profile, ProfileField } from './profile'
import { fillJson, fillText, hasVariables, type Filled, type VariableScope } from './variables'

/** Settings that may contain variables. Those in headers are filled at each call. */
type Fillable = Pick<
  Profile,
  'scope' | 'claims' | 'authorizationDetails' | 'authorizationParams' | 'tokenParams' | 'clientAuth'
>

/**
 * The profile with the variables of what it sends replaced, or an issue for each one without a value. Variables in
 * JSON are replaced in its texts only, so that a value cannot change the structure.
 */
export function fillProfile<P extends Fillable>(
  profile: P,
  scope: VariableScope,
): P | { readonly issues: readonly Issue[] } {
  const issues: Issue[] = []
  const take = <T>(field: ProfileField, { value, unknown }: Filled<T>): T => {
    for (const seen of unknown) issues.push({ code: 'variable_unknown', field, seen })
    return value
  }
  const params = (field: 'authorizationParams' | 'tokenParams'): ExtraParams =>
    profile[field].map(([name, value]) => [name, take(field, fillText(value, scope))] as const)
  const json = (field: ProfileField, text: string) => take(field, fillJsonText(text, scope))
  const { clientAuth } = profile
  const filled = {
    ...profile,
    scope: take('scope', fillText(profile.scope, scope)),
    claims: json('claims', profile.claims),
    authorizationDetails: json('authorizationDetails', profile.authorizationDetails),
    authorizationParams: params('authorizationParams'),
    tokenParams: params('tokenParams'),
    clientAuth: {
      ...clientAuth,
      extraClaims: json('clientAuth.extraClaims', clientAuth.extraClaims),
      extraHeader: json('clientAuth.extraHeader', clientAuth.extraHeader),
    },
  }
  return issues.length > 0 ? { issues } : filled
}

/** Text that is not JSON stays as it is; the call reports it. */
function fillJsonText(text: string, scope: VariableScope): Filled<string> {
  if (!hasVariables(text)) return { value: text, unknown: [] }
  const { value, error } = parseJson(text)
  if (error !== null) return { value: text, unknown: [] }
  const filled = fillJson(value, scope)
  return { value: JSON.stringify(filled.value), unknown: filled.unknown }
}
