import type { Issue } from '@/lib/model/issue'
import { jsonArrayOf, isObject } from '@/lib/model/json'
import { param, type Params } from '@/lib/model/params'
import type { Metadata } from './metadata'
import type { Profile } from './profile'

interface Row {
  /** The parameter that the warning is about. */
  readonly name: string
  /** The metadata member with the supported values. */
  readonly member: string
  /** The single values of the parameter. */
  readonly split: (value: string) => readonly string[]
}

const whole = (value: string): readonly string[] => [value]
const words = (value: string): readonly string[] => value.split(' ').filter(Boolean)

/** The types of the elements of `authorization_details`. @see [RFC 9396](https://www.rfc-editor.org/rfc/rfc9396.html#section-2) */
function typesOf(value: string): readonly string[] {
  return (jsonArrayOf(value) ?? []).flatMap((element) =>
    isObject(element) && typeof element['type'] === 'string' ? [element['type']] : [],
  )
}

/**
 * Parameters and the metadata that lists their values.
 *
 * @see [RFC 8414](https://www.rfc-editor.org/rfc/rfc8414.html#section-2)
 * @see [OpenID Connect Discovery](https://openid.net/specs/openid-connect-discovery-1_0.html#rfc.section.3)
 */
const listed: readonly Row[] = [
  { name: 'response_type', member: 'response_types_supported', split: whole },
  { name: 'response_mode', member: 'response_modes_supported', split: whole },
  { name: 'scope', member: 'scopes_supported', split: words },
  { name: 'acr_values', member: 'acr_values_supported', split: words },
  { name: 'prompt', member: 'prompt_values_supported', split: words },
  { name: 'display', member: 'display_values_supported', split: whole },
  { name: 'ui_locales', member: 'ui_locales_supported', split: words },
  { name: 'code_challenge_method', member: 'code_challenge_methods_supported', split: whole },
  {
    name: 'authorization_details',
    member: 'authorization_details_types_supported',
    split: typesOf,
  },
]

/**
 * What the metadata and the profile say against the parameters of a request. `field` is the parameter, `about` the
 * metadata member. None of it prevents sending.
 */
export function requestWarnings(
  params: Params,
  { redirectUris }: Pick<Profile, 'redirectUris'>,
  metadata: Metadata,
): readonly Issue[] {
  const unlisted = listed.flatMap(({ name, member, split }): readonly Issue[] => {
    const list: unknown = metadata[member]
    const value = param(params, name)
    if (!Array.isArray(list) || value === undefined) return []
    const seen = split(value).filter((each) => !list.includes(each))
    if (seen.length === 0) return []
    const expected = list.join(' ').slice(0, 300)
    return [
      { code: 'request_not_listed', field: name, about: member, seen: seen.join(' '), expected },
    ]
  })
  const redirectUri = param(params, 'redirect_uri')
  const isForeign = redirectUri !== undefined && !redirectUris.includes(redirectUri)
  const claims = metadata['claims_parameter_supported'] === false && param(params, 'claims')
  return [
    ...unlisted,
    ...(isForeign
      ? [
          {
            code: 'request_redirect_uri',
            field: 'redirect_uri',
            seen: redirectUri,
            expected: redirectUris.join(' '),
          },
        ]
      : []),
    ...(claims
      ? [{ code: 'request_not_supported', field: 'claims', about: 'claims_parameter_supported' }]
      : []),
  ]
}
