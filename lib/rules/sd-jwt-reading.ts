import type { OpenedSdJwt } from '@/lib/jose/sd-jwt'
import type { SdJwtIssue, SdJwtIssueCode } from '@/lib/jose/sd-jwt-issues'
import type { Finding } from '@/lib/model/rule-result'
import { finding } from './builders'
import { notObserved, type CheckResult } from './rule'
import { show } from './token-reading'

/** The code of the finding for each issue. */
export type FindingCodes = Readonly<Partial<Record<SdJwtIssueCode, string>>>

/** Findings for issues of an SD-JWT. */
export function issueFindings(
  issues: readonly SdJwtIssue[],
  codes: FindingCodes,
): readonly Finding[] {
  return issues.flatMap((issue) => {
    const code = codes[issue.code]
    return code === undefined ? [] : [finding(code, evidence(issue), issue.expected)]
  })
}

/** The position of the disclosure, from 1, and what is wrong with it. */
function evidence({ disclosure, seen }: SdJwtIssue): string | null {
  const parts = [
    ...(disclosure === null ? [] : [String(disclosure + 1)]),
    ...(seen === undefined ? [] : [show(seen)]),
  ]
  return parts.length > 0 ? parts.join(': ') : null
}

/** Whether everything was read: Parley supports the hash algorithm, and no limit was exceeded. */
function isWhole({ issues }: OpenedSdJwt): boolean {
  return issues.every(({ clause, code }) => clause !== null && code !== 'alg_type')
}

/** Judges an SD-JWT by its issues. Without findings, it passes only if everything was read. */
export function judgeIssues(opened: OpenedSdJwt, codes: FindingCodes): CheckResult {
  const findings = issueFindings(opened.issues, codes)
  return findings.length > 0 || isWhole(opened) ? findings : notObserved
}
