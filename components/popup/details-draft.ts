import type { RequestDetails, StoredRequest } from '@/lib/flow/model/stored-request'

/** The texts in the form, as typed. */
export interface DetailsDraft {
  readonly label: string
  readonly expiresIn: string
  readonly received: 'kept' | 'date' | 'ago'
  /** The typed seconds, and the time that they stood for when typed. */
  readonly ago: string
  readonly agoAt: number | null
  readonly state: string
  readonly nonce: string
  readonly codeVerifier: string
}

export const emptyDetails: DetailsDraft = {
  label: '',
  expiresIn: '',
  received: 'kept',
  ago: '',
  agoAt: null,
  state: '',
  nonce: '',
  codeVerifier: '',
}

export function draftOfRequest(request: StoredRequest): DetailsDraft {
  const { label, expiresAt, receivedAt, expected, requested } = request
  return {
    ...emptyDetails,
    label: label ?? '',
    expiresIn: expiresAt === null ? '' : String(Math.round((expiresAt - receivedAt) / 1000)),
    state: expected.state ?? '',
    nonce: expected.nonce ?? '',
    codeVerifier: requested.codeVerifier ?? '',
  }
}

/** The typed seconds; null for an empty text, undefined for an invalid number. */
export function secondsOf(text: string): number | null | undefined {
  const trimmed = text.trim()
  if (trimmed === '') return null
  return /^\d{1,9}$/.test(trimmed) ? Number(trimmed) : undefined
}

export function withAgo(draft: DetailsDraft, ago: string, now: number): DetailsDraft {
  const seconds = secondsOf(ago)
  return { ...draft, ago, agoAt: typeof seconds === 'number' ? now - seconds * 1000 : null }
}

/** The details in the form; null if a number is invalid. */
export function detailsOf(draft: DetailsDraft, date: number | null): RequestDetails | null {
  const expiresIn = secondsOf(draft.expiresIn)
  if (expiresIn === undefined) return null
  if (draft.received === 'ago' && secondsOf(draft.ago) === undefined) return null
  const moments = { kept: null, date, ago: draft.agoAt }
  return {
    label: draft.label.trim() || null,
    expiresIn,
    receivedAt: moments[draft.received],
    state: draft.state.trim() || null,
    nonce: draft.nonce.trim() || null,
    codeVerifier: draft.codeVerifier.trim() || null,
  }
}
