import form from './sd-form'
import hashAlg from './sd-hash-alg'
import salt from './sd-salt'
import { table } from './table'
import validity from './sd-validity'

export const rules = [form, hashAlg, ...table, salt, validity] as const
