import { t } from '@/lib/i18n'
import type { Verification } from '@/lib/jose/types'
import type { Status } from '@/lib/model/rule-result'

/** The status of a verified signature. */
export const verificationStatus = {
  valid: 'pass',
  invalid: 'fail',
  'not-run': 'neutral',
} as const satisfies Record<Verification['status'], Status>

const verdicts = {
  valid: 'panel.verify.valid',
  invalid: 'panel.verify.invalid',
  'not-run': 'panel.verify.not_run',
} as const satisfies Record<Verification['status'], string>

/** Problems of a token for which no key was tried. */
const problems = {
  opaque: 'panel.verify.opaque',
  malformed: 'panel.verify.malformed',
  'alg-none': 'panel.verify.unsigned',
  'proof-type': 'panel.verify.no_proof',
  'proof-key-missing': 'panel.verify.no_proof',
  'proof-key-private': 'panel.verify.no_proof',
  'proof-key-symmetric': 'panel.verify.no_proof',
} as const satisfies Partial<Record<NonNullable<Verification['reason']>, string>>

const problemOf = (reason: Verification['reason']) =>
  reason !== null && reason in problems ? problems[reason as keyof typeof problems] : null

/** Whether the token has a problem for which no key was tried. */
export const isWithoutKey = (reason: Verification['reason']): boolean => problemOf(reason) !== null

/** Whether the signature is valid, in a few words. */
export const verificationText = ({ status, reason }: Verification): string =>
  t(problemOf(reason) ?? verdicts[status])
