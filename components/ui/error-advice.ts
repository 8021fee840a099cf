import { tData } from '@/lib/i18n'

/** What to do about an error code of a server; null where Parley does not know it. */
export function errorAdvice(code: string): string | null {
  const key = `errors.${code}`
  if (!/^\w{1,60}$/.test(code)) return null
  const advice = tData(key)
  return advice === key ? null : advice
}
