import { withoutCallSecrets } from '@/lib/oauth/call-secrets'
import type { CallValues } from '@/lib/oauth/call-values'
import { withoutSecrets } from '@/lib/oauth/request-secrets'
import { noValues, type RequestValues } from '@/lib/oauth/request-values'

/** A saved request in an export of its profile. */
export interface ExportedRequest {
  readonly name: string
  readonly values: RequestValues
}

type Group = RequestValues['params']

const without = (group: Group, isLeft: (name: string, value: string | null) => boolean): Group =>
  Object.fromEntries(Object.entries(group).filter(([name, value]) => !isLeft(name, value)))

/**
 * The values of a file that may be used. What decides where a code or an assertion is valid is left out: a crafted
 * file could otherwise have Parley sign for one server and send to another. Secrets are left out as well: requests are
 * stored on the disk.
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
  const { params, headers } = withoutSecrets(values)
  return { ...noValues, params: without(params, isForeign), headers }
}

/** A saved resource call in an export of its profile. */
export interface ExportedCall {
  readonly name: string
  readonly values: CallValues
}

/** A call of a file, without secrets. Where it may send a token is decided when it is made. */
export function importedCall({ name, values }: ExportedCall): ExportedCall {
  return { name, values: withoutCallSecrets(values) }
}
