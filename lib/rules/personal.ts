import { sensitivityOf } from '@/lib/model/credentials'
import { bareName } from './claim-types'

/** Personal claims that tokens need. */
const needed: ReadonlySet<string> = new Set([
  'sub',
  'act',
  'authorization_details',
  'token_introspection',
])

/** Whether a claim with this name contains personal data that a token does not need. */
export function isPersonal(name: string): boolean {
  const bare = bareName(name)
  return !needed.has(bare) && sensitivityOf('claim', bare) === 'personal'
}
