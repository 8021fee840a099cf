import type { DefenceTest } from '@/lib/facts/app-defence'
import type { Defence } from '@/lib/flow/model/hold'
import type { JudgingContext } from '@/lib/facts/judging-context'
import type { Artefacts } from './artefacts'
import { finding } from './builders'
import { notObserved, type CheckResult } from './rule'

/** How the tests of a defence are judged. */
interface Judgement {
  readonly defences: readonly Defence[]
  /** Whether an observed request proves that the app accepted the response. */
  readonly isProven: (test: DefenceTest) => boolean
  readonly code?: string
  /** Whether a correct app refuses the response. */
  readonly binds?: (test: DefenceTest) => boolean
}

/** Judges the tests of a defence. What was observed counts more than what the tester marked. */
export function judgeTests(
  { tests }: Pick<Artefacts['app-defence'], 'tests'>,
  { defences, isProven, code = 'accepted', binds = () => true }: Judgement,
): CheckResult {
  const judged = tests.filter((test) => defences.includes(test.defence) && binds(test))
  if (judged.length === 0) return undefined
  const accepted = judged.filter((test) => isProven(test) || test.defended === false)
  if (accepted.length > 0) return [finding(code, accepted.some(isProven) ? 'token request' : null)]
  return judged.every(({ defended }) => defended === true) ? [] : notObserved
}

/** Whether the app sent the released code on. */
export const wasSent = ({ exchanges }: DefenceTest): boolean => exchanges > 0

/**
 * An app may rely on PKCE or on `nonce` to recognise a response that belongs to a different session. If the
 * request was not observed, it may have had them.
 *
 * @see [RFC 9700](https://www.rfc-editor.org/rfc/rfc9700.html#section-2.1)
 */
export function mayHaveOtherProtection({
  observedRequest,
  expected,
  requested,
}: JudgingContext): boolean {
  if (expected.nonce !== null || requested.codeVerifier !== null || !observedRequest) return true
  return observedRequest.names.has('code_challenge') || observedRequest.names.has('nonce')
}
