import { tData } from '@/lib/i18n'
import type { Advice } from '@/lib/flow/model/message'
import { errorAdvice } from './error-advice'

/** Advice in one or two sentences. */
export function adviceText({ code, seen }: Advice): string {
  const known = code === 'error_code' && seen !== undefined ? errorAdvice(seen) : null
  return known ?? tData(`advice.${code}`)
}
