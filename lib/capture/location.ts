/** The target of a redirect. */
export interface Target {
  /** Absolute URL. */
  readonly location: string
  /** It is written as in the header: it was absolute, and no character was decoded. */
  readonly asSent?: true
}

/** Reads a Location header; null if it is not a URL. */
export function readLocation(value: string | undefined, base: string): Target | null {
  if (!value || !URL.canParse(value, base)) return null
  if (!URL.canParse(value)) return { location: new URL(value, base).href }
  return { location: value, ...(/^[\x20-\x7e]*$/.test(value) && { asSent: true }) }
}
