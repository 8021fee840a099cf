import { sensitivityOf } from '@/lib/model/credentials'
import { bareName } from './claim-types'

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
  return !needed.has(bare) && sensitivityOf('claim', bare) === 'personal'
}
