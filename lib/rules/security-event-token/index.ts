import notIdToken from './set-not-id-token'
import required from './set-required'
import { table } from './table'

export const rules = [required, notIdToken, ...table] as const
