import { listOf, type JsonObject } from '@/lib/model/json'
import { paramsIn, type Params } from '@/lib/model/params'

/**
 * The claims of a request object as parameters. Several values of `resource` are an array in a JWT.
 *
 * @see [RFC 8707](https://www.rfc-editor.org/rfc/rfc8707.html#section-2)
 */
export function claimParams(claims: JsonObject): Params {
  const { resource, ...others } = claims
  const several = resource === undefined ? [] : listOf(resource)
  return [...paramsIn(others), ...several.flatMap((each) => paramsIn({ resource: each }))]
}
