import age from './ss-age'
import claims from './ss-claims'
import iss from './ss-iss'
import { table } from './table'

export const rules = [...table, iss, age, claims] as const
