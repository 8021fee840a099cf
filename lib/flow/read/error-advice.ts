import type { Advice } from '@/lib/flow/model/message'
import { ecosystemAdvice, errorCauseRows, errorCodeRows } from './error-advice-rows'
import { fitting } from './advice-rows'
import type { ErrorFacts } from './error-facts'

/**
 * Advice for a refused request, the most certain first. What the request and the metadata show comes before
 * what the error code means in general.
 */
export function endpointAdvice(facts: ErrorFacts): readonly Advice[] {
  const causes = fitting(errorCauseRows, facts)
  const ecosystem = [...ecosystemAdvice(facts)]
    .filter(([code]) => causes.every((cause) => cause.code !== code))
    .map(([code, evidence]) => ({ code, ...evidence, refs: [] }))
  return [...causes, ...ecosystem, ...fitting(errorCodeRows, facts)]
}
