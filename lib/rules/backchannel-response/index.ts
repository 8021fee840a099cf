import { table } from './table'

export const rules = [...table] as const
