import scheme from './at-scheme'
import interactionId from './rq-interaction-id'
import { table } from './table'
import { signedTable } from './table-signed'

export const rules = [...table, scheme, interactionId, ...signedTable] as const
