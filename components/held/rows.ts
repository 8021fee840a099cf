import type { AuthorizationResponse } from '@/lib/flow/model/message'
import { type Params, param } from '@/lib/model/params'
import { membersOf } from '@/lib/flow/read/response-members'

/** One row in the table of received parameters. */
export interface ReceivedRow {
  readonly key: string
  readonly name: string
  readonly value: string
  /**
   * The index in the received parameters; null for a member inside a JARM response, which is not sent
   * by itself.
   */
  readonly index: number | null
  /** The position among parameters of the same name, from 1; null if the name is unique. */
  readonly ordinal: number | null
}

/** The parameters in their order, and where they are a JARM the members inside of it. */
export function receivedRows(response: AuthorizationResponse): readonly ReceivedRow[] {
  const { params } = response
  const members = membersOf(response)
  return [
    ...rowsOf(params, 'param').map((row, index) => ({ ...row, index })),
    ...(members === params ? [] : rowsOf(members, 'member')),
  ]
}

function rowsOf(params: Params, kind: string): readonly ReceivedRow[] {
  const seen = new Map<string, number>()
  return params.map(([name, value]) => {
    const ordinal = (seen.get(name) ?? 0) + 1
    seen.set(name, ordinal)
    const several = params.filter(([each]) => each === name).length > 1
    return {
      key: `${kind} ${name} ${ordinal}`,
      name,
      value,
      index: null,
      ordinal: several ? ordinal : null,
    }
  })
}

/** Whether the members are in a JWT, and whether it could be opened. */
export function jarmOf(response: AuthorizationResponse): 'none' | 'open' | 'closed' {
  if (param(response.params, 'response') === undefined) return 'none'
  return membersOf(response) === response.params ? 'closed' : 'open'
}
