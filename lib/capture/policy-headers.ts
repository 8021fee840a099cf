import { cutText } from '@/lib/model/text-bound'
import type { Params } from '@/lib/model/params'

/** The headers of a page that rules judge. */
const policies: ReadonlySet<string> = new Set([
  'access-control-allow-origin',
  'age',
  'cache-control',
  'content-security-policy',
  'date',
  'referrer-policy',
  'strict-transport-security',
  'x-frame-options',
])

/** Maximum headers of one page, and maximum characters of each value. */
const maxPolicies = 20
const maxPolicyLength = 500

/** The headers of a page that rules judge, with lower-case names. The others are not stored. */
export function policyHeaders(headers: Params): Params {
  return headers
    .map(([name, value]) => [name.toLowerCase(), value] as const)
    .filter(([name]) => policies.has(name))
    .slice(0, maxPolicies)
    .map(([name, value]) => [name, cutText(keptValue(name, value), maxPolicyLength)] as const)
}

/** A policy can be long. Only the directive about frames is judged. */
function keptValue(name: string, value: string): string {
  if (name !== 'content-security-policy') return value
  const directives = value.split(/[;,]/).map((directive) => directive.trim())
  return directives.filter((directive) => /^frame-ancestors(?:\s|$)/i.test(directive)).join('; ')
}
