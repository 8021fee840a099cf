import { newDraft } from '@/lib/oauth/profile-defaults'
import type { FormDraft, MetadataRecord, OriginAccess } from '@/lib/storage/state'
import { signingKey } from '../../ui/panel/own-flow'
import { access, issuer } from '../../ui/panel/sample'
import type { Answers } from '../story'
import { client, metadataWith } from './bank'

/** A first profile that was typed on a page, with its key. */
export function begun(
  typedIn: FormDraft['typedIn'],
  change: Partial<FormDraft['draft']> = {},
): FormDraft {
  const { clientId, redirectUris } = client
  const typed = { issuer, clientId, redirectUris, signingKeyId: signingKey.id }
  return {
    draft: { ...newDraft(Date.now()), ...typed, ...change },
    at: Date.now(),
    typedIn,
    isChosen: false,
    hasSecret: false,
  }
}

const hosts: readonly OriginAccess[] = access['p1'] ?? []

/** A server that publishes its metadata. */
export const setupAnswers: Answers = {
  metadataProbe: () => metadataWith(),
  accessProbe: () => hosts,
}

const failed = { code: 'fetch_unreachable', seen: 'TypeError: Failed to fetch' }

/** A server that does not respond. */
export const unreachable: MetadataRecord = {
  ...metadataWith(),
  document: null,
  issues: [failed],
  results: [],
  tries: [{ url: `${issuer}/.well-known/openid-configuration`, status: null, issues: [failed] }],
}

/** A server that names an issuer with a slash at its end. */
export const otherIssuer: MetadataRecord = {
  ...metadataWith({ issuer: `${issuer}/` }),
  issues: [{ code: 'metadata_issuer', seen: `${issuer}/`, expected: issuer }],
}
