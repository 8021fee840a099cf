import { tData } from '@/lib/i18n'

/** Advice for an error code of a server; null for an unknown code. */
export function errorAdvice(code: string): string | null {
  const key = `errors.${code}`
  if (!/^\w{1,60}$/.test(code)) return null
  const advice = tData(key)
  return advice === key ? null : advice
}
