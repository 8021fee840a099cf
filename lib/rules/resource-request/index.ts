import scheme from './at-scheme'
import interactionId from './rq-interaction-id'
import { table } from './table'

export const rules = [...table, scheme, interactionId] as const
