import status from './cc-status'
import { table } from './table'

export const rules = [...table, status] as const
