import covered from './hs-covered'
import created from './hs-created'
import { form, table } from './table'

/** In the order in which a verifier finds them. */
const [tag, alg, keyid, signature, digest] = table
export const rules = [form, tag, covered, alg, keyid, created, signature, digest] as const
