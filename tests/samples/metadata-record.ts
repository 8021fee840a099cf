import type { MetadataRecord } from '@/lib/storage/state'

/** What was read of an issuer; without changes nothing was. */
export function metadataRecord(change: Partial<MetadataRecord> = {}): MetadataRecord {
  return {
    profileId: '',
    issuer: 'https://as.example',
    fetchedAt: 0,
    took: 1,
    document: null,
    tries: [],
    issues: [],
    results: [],
    ...change,
  }
}
