import { tData } from '@/lib/i18n'
import type { Advice } from '@/lib/flow/model/message'
import { errorAdvice } from './error-advice'
import { withValues } from './values-text'

/** Advice in one or two sentences. */
export function adviceText({ code, seen }: Advice): string {
  const known = code === 'error_code' && seen !== undefined ? errorAdvice(seen) : null
  return known ?? tData(`advice.${code}`)
}

/** Advice with the values that it is about. An error code is shown by itself. */
function adviceLine(advice: Advice): string {
  const text = adviceText(advice)
  return advice.code === 'error_code' ? text : withValues(text, advice)
}

/**
 * The advice for a response, the most certain first. An unknown error code has no sentence. A response that has
 * not been judged yet has the advice for its error code.
 */
export function adviceLines(
  advice: readonly Advice[] | undefined,
  errorCode: string | undefined,
): readonly string[] {
  if (advice) return advice.filter(isKnown).map(adviceLine)
  const text = errorCode === undefined ? null : errorAdvice(errorCode)
  return text === null ? [] : [text]
}

function isKnown({ code, seen }: Advice): boolean {
  return code !== 'error_code' || errorAdvice(seen ?? '') !== null
}
