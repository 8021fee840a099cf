import { isSecret } from '@/lib/model/credentials'
import { noValues, type RequestValues } from '@/lib/oauth/request-values'

/** A saved request in an export of its profile. */
export interface ExportedRequest {
  readonly name: string
  readonly values: RequestValues
}

type Group = RequestValues['params']

const without = (group: Group, isLeft: (name: string, value: string | null) => boolean): Group =>
  Object.fromEntries(Object.entries(group).filter(([name, value]) => !isLeft(name, value)))

/** The values without those that are secret by their name. */
export function withoutSecrets(values: RequestValues): RequestValues {
  const { codeVerifier: _, ...rest } = values
  return {
    ...rest,
    params: without(values.params, (name) => isSecret('parameter', name)),
    headers: without(values.headers, (name) => isSecret('header', name)),
  }
}

/**
 * The values of a file that may be used. What decides where a code or an assertion is valid is left out: a crafted
 * file could otherwise have Parley sign for one server and send to another.
 *
 * @see [RFC 7523](https://www.rfc-editor.org/rfc/rfc7523.html#section-3)
 */
export function withoutTargets(
  values: RequestValues,
  redirectUris: readonly string[],
): RequestValues {
  const isForeign = (name: string, value: string | null) =>
    name === 'client_id' ||
    (name === 'redirect_uri' && value !== null && !redirectUris.includes(value))
  return { ...noValues, params: without(values.params, isForeign), headers: values.headers }
}
