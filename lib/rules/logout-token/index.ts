import signature from './lt-signature'
import subOrSid from './lt-sub-or-sid'
import { table } from './table'

export const rules = [...table, subOrSid, signature] as const
