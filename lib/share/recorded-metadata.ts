import type { FetchedDocument, Metadata } from '@/lib/oauth/metadata'
import { metadataIssues, readDocument } from '@/lib/oauth/read-metadata'
import { readWellKnown } from '@/lib/oauth/well-known-form'
import type { RecordedDocument } from './recording'

/** The metadata of a server in a recording. */
export interface RecordedMetadata {
  readonly issuer: string
  readonly at: number
  readonly document: FetchedDocument
  readonly json: Metadata
}

/** The usable metadata documents of a recording, the last one of each issuer. */
export function metadataIn(documents: readonly RecordedDocument[]): readonly RecordedMetadata[] {
  const found = new Map<string, RecordedMetadata>()
  for (const recorded of documents) {
    const read = metadataOf(recorded)
    if (read) found.set(read.issuer, read)
  }
  return [...found.values()]
}

/** A document belongs to an issuer only if it is at the issuer's own well-known URL. */
function metadataOf({ url, at, headers, body }: RecordedDocument): RecordedMetadata | null {
  const place = readWellKnown(url)
  if (!place) return null
  const form = place.suffix === 'openid-configuration' ? 'oidc' : 'oauth'
  const read = readDocument({ url, issuer: '', form, status: 200, headers, body })
  const issuer = read.json?.['issuer']
  if (typeof issuer !== 'string' || issuer.replace(/\/$/, '') !== place.issuer) return null
  const document = { ...read, issuer }
  if (metadataIssues(document).length > 0 || !document.json) return null
  return { issuer, at, document, json: document.json }
}
