import { emptyContext } from '@/lib/facts/judging-context'
import { ruleProfileNames, type RuleProfile } from '@/lib/model/rule-profiles'
import type { RuleResult } from '@/lib/model/rule-result'
import { textIn } from '@/lib/model/json'
import type { FetchedDocument } from '@/lib/oauth/metadata'
import { readPasted } from '@/lib/oauth/read-metadata'
import { judgeDocument } from './judge-message'

/** The results of a metadata document under every rule profile. */
export type Readiness = Readonly<Record<RuleProfile, readonly RuleResult[]>>

/** Judges a metadata document under every rule profile. `issuer` is null if no issuer is expected. */
export function readinessOf(
  document: FetchedDocument,
  { issuer, now }: { readonly issuer: string | null; readonly now: number },
): Readiness {
  return Object.fromEntries(
    ruleProfileNames.map((ruleProfile) => [
      ruleProfile,
      judgeDocument(document, {
        ...emptyContext(now),
        issuer,
        ruleProfile,
        metadata: document.json,
      }),
    ]),
  ) as Record<RuleProfile, readonly RuleResult[]>
}

/** A pasted document and its results. */
export interface PastedReadiness {
  readonly document: FetchedDocument
  readonly readiness: Readiness
}

/** Judges a pasted document. Its URL, status and headers are not known. */
export function readinessOfText(text: string, now: number): PastedReadiness {
  const read = readPasted(text, '')
  const issuer = textIn(read.json, 'issuer')
  const document = { ...read, issuer: issuer ?? '' }
  return { document, readiness: readinessOf(document, { issuer: null, now }) }
}
