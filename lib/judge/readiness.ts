import type { Readiness } from '@/lib/model/readiness'
import { emptyServerContext, type ServerContext } from '@/lib/facts/server-context'
import { emptyContext } from '@/lib/facts/judging-context'
import { ruleProfileNames, type RuleProfile } from '@/lib/model/rule-profiles'
import type { RuleResult } from '@/lib/model/rule-result'
import type { FetchedDocument } from '@/lib/oauth/metadata'
import { judgeDocument } from './judge-message'

/** Judges a metadata document under every rule profile. `now` is when it was fetched. */
export function readinessOf(
  document: FetchedDocument,
  { issuer, now }: { readonly issuer: string | null; readonly now: number },
  serverContext: ServerContext = emptyServerContext,
): Readiness {
  return Object.fromEntries(
    ruleProfileNames.map((ruleProfile) => [
      ruleProfile,
      judgeDocument(
        document,
        {
          ...emptyContext(now),
          issuer,
          ruleProfile,
          metadata: document.json,
        },
        serverContext,
      ),
    ]),
  ) as Record<RuleProfile, readonly RuleResult[]>
}
