import b64 from './ps-b64'
import crit from './ps-crit'
import form from './ps-form'
import header from './ps-header'
import iss from './ps-iss'
import { table, signature } from './table'

/** In the order in which a verifier finds them. */
export const rules = [form, header, ...table, crit, b64, iss, signature] as const
