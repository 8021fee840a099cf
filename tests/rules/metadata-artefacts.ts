import type { ServerContext } from '@/lib/facts/server-context'
import type { JsonObject } from '@/lib/model/json'
import type { FetchedDocument } from '@/lib/oauth/metadata'
import type { Artefacts } from '@/lib/rules/artefacts'
import { changed, document, metadata } from './artefacts'
import type { RuleProfile } from '@/lib/model/rule-profiles'

type Metadata = Artefacts['metadata']

/** The metadata of Open Finance Malaysia with some members changed; undefined leaves one out. */
export const published = (
  members: JsonObject = {},
  overrides: Partial<FetchedDocument> = {},
): Metadata => document(changed(members), overrides)

/** The same artefact under a rule profile. */
export const under = (profile: RuleProfile, artefact: Metadata): Metadata => ({
  ...artefact,
  context: { ...artefact.context, ruleProfile: profile },
})

/** The same artefact with facts about its server. */
export const knowing = (facts: Partial<ServerContext>, artefact: Metadata): Metadata => ({
  ...artefact,
  serverContext: { ...artefact.serverContext, ...facts },
})

export const notJson = document(null, { body: '<!doctype html><title>Log in</title>' })
export const notFound = document(null, {
  status: 404,
  contentType: 'text/html',
  body: 'Not Found',
})
export const pasted = document(metadata, {
  url: '',
  form: 'explicit',
  status: null,
  contentType: null,
})
/** A document in the form of RFC 8414. */
export const oauthOnly = (members: JsonObject): Metadata => document(members, { form: 'oauth' })
