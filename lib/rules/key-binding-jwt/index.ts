import claims from './kb-claims'
import sdHash from './kb-sd-hash'
import { table } from './table'

export const rules = [...table, claims, sdHash] as const
