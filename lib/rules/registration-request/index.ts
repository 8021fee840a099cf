import { table } from './table'
import { keyRules } from './table-keys'

export const rules = [...table, ...keyRules] as const
