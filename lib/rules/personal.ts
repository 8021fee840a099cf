import { claims } from '@/lib/jose/claims'
import { bareName } from './claim-types'

/** Names that no registry has. */
const account = /^(?:account_?(?:number|no)|iban|ssn|national_?id|id_?number|nric)$/i

/** Claims that are about a person by their meaning, but that tokens need. */
const needed: ReadonlySet<string> = new Set([
  'sub',
  'act',
  'authorization_details',
  'token_introspection',
])

/** Whether a claim of this name tells something about a person that is not needed. */
export function isPersonal(name: string): boolean {
  const bare = bareName(name)
  if (needed.has(bare)) return false
  return claims.get(bare)?.sensitivity === 'personal' || account.test(bare)
}
