import type { TokenView } from '@/lib/messaging/views'
import type { RuleId } from '@/lib/rules/rule-id'

/** Checks whose failure says why a signature is not valid. */
const signatureRules: ReadonlySet<string> = new Set([
  'idt-signature',
  'idt-kid',
  'jarm-signature',
  'jarm-kid',
  'jose-alg-none',
  'jose-alg-key-agree',
  'jose-compact-form',
  'jose-es-signature-length',
  'jose-kid-lookup',
  'jose-rsa-signature-length',
  'lt-signature',
  'sd-alg-none',
  'set-signature',
  'ss-signature',
  'ui-jwt-signature',
] satisfies readonly RuleId[])

/** A failure is shown once: a failed check gives its reason in full. */
export function isExplainedBelow({
  results,
  verification,
}: Pick<TokenView, 'results' | 'verification'>): boolean {
  return (
    verification.status === 'invalid' &&
    results.some(
      ({ id, outcome, severity }) =>
        outcome === 'failed' && severity === 'fail' && signatureRules.has(id),
    )
  )
}
