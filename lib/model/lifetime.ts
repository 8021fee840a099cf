/** The last moment that a Date can represent in any time zone, in milliseconds since the epoch. */
const lastMoment = 8.64e15 - 24 * 60 * 60_000

/**
 * A moment plus seconds, in milliseconds since the epoch. Limited to the range of Date, because a server may
 * send any number.
 */
export function momentAfter(at: number, seconds: number): number {
  return Math.max(-lastMoment, Math.min(at + seconds * 1000, lastMoment))
}

/** Seconds from a JSON number or a string of digits; null for anything else. */
export function secondsOf(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  return typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : null
}
