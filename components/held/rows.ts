import type { AuthorizationResponse } from '@/lib/flow/model/message'
import { type Params, param } from '@/lib/model/params'
import { membersOf } from '@/lib/flow/read/response-members'

/** One row of the table of what came. */
export interface ReceivedRow {
  readonly key: string
  readonly name: string
  readonly value: string
  /** Which of those that came it is, from 0; null for a member inside of a JARM, which is not sent by itself. */
  readonly index: number | null
  /** Of several of one name, the how manieth it is, from 1; null where it is alone. */
  readonly ordinal: number | null
}

const secret: ReadonlySet<string> = new Set([
  'code',
  'id_token',
  'access_token',
  'refresh_token',
  'response',
])

/** A credential, or what carries one. */
export function isSecretParam(name: string): boolean {
  return secret.has(name)
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

/** Whether the members stand in a JWT, and whether that could be opened. */
export function jarmOf(response: AuthorizationResponse): 'none' | 'open' | 'closed' {
  if (param(response.params, 'response') === undefined) return 'none'
  return membersOf(response) === response.params ? 'closed' : 'open'
}
