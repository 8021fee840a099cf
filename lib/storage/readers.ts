import { isObject, listOf } from '@/lib/model/json'
import * as v from 'valibot'
import { profileEntries } from './profile-schema'
import type { Issue } from '@/lib/model/issue'
import type { FetchedDocument } from '@/lib/oauth/metadata'
import type { Profile } from '@/lib/oauth/profile'
import {
  registrationAccesses,
  registrationForms,
  type RegisteredClient,
} from '@/lib/oauth/registered-client'
import { severityOrder } from '@/lib/model/rule-profiles'
import { ruleOutcomes, type RuleResult } from '@/lib/model/rule-result'
import { readRef, type SpecRef } from '@/lib/model/spec-links'
import { consentTemplate } from '@/lib/consent/templates/schema'
import type { MetadataRecord, Settings, StoredTemplate } from './state'
import { readKeyInfos } from './read-keys'
import { readSavedCalls } from './saved-calls'
import { readSavedRequests } from './saved-requests'

/** Stored data may outlive the code that wrote it, so it may be from a different version or damaged. */
type Stored<T> = v.GenericSchema<T>

const text = v.string()
const some = v.exactOptional(text)

const isSpecRef = (value: unknown): value is SpecRef =>
  typeof value === 'string' && readRef(value) !== null

const numberOrNull = v.nullable(v.number())

const registration: Stored<RegisteredClient> = v.object({
  clientUri: v.nullable(text),
  registeredAt: v.number(),
  readAt: numberOrNull,
  form: v.picklist(registrationForms),
  access: v.picklist(registrationAccesses),
  audience: text,
  members: v.record(text, v.unknown()),
  statement: v.nullable(v.object({ issuedAt: numberOrNull, expiresAt: numberOrNull })),
})

const profile: Stored<Profile> = v.object({
  id: text,
  ...profileEntries,
  createdAt: v.number(),
  removedAt: v.exactOptional(v.number()),
  registration: v.exactOptional(registration),
})

const settings: Stored<Settings> = v.object({
  currentProfileId: v.nullable(text),
  watchThirdParty: v.boolean(),
  notices: v.boolean(),
  confirmedHosts: v.array(text),
  confirmedLocal: v.exactOptional(v.array(text)),
  letters: v.exactOptional(v.boolean()),
  panes: v.exactOptional(v.record(text, v.number())),
})

const issue: Stored<Issue> = v.object({ code: text, field: some, seen: some, expected: some })

const severity = v.picklist(severityOrder)

const affected = v.object({ id: text, of: v.literal('message'), code: text })

const result: Stored<RuleResult> = v.object({
  id: text,
  on: v.literal('metadata'),
  of: v.literal('message'),
  about: text,
  outcome: v.picklist(ruleOutcomes),
  severity,
  findings: v.array(
    v.object({
      code: text,
      seen: some,
      expected: some,
      severity: v.exactOptional(severity),
      affects: v.exactOptional(v.array(affected)),
    }),
  ),
  refs: v.array(v.custom<SpecRef>(isSpecRef)),
})

const document: Stored<FetchedDocument> = v.object({
  url: text,
  form: v.picklist(['oidc', 'oauth', 'explicit']),
  issuer: text,
  status: v.nullable(v.number()),
  contentType: v.nullable(text),
  allowOrigin: v.exactOptional(v.nullable(text)),
  body: text,
  duplicates: v.array(text),
  json: v.nullable(v.record(text, v.unknown())),
})

const metadata: Stored<MetadataRecord> = v.object({
  profileId: text,
  issuer: text,
  fetchedAt: v.number(),
  took: v.number(),
  document: v.nullable(document),
  tries: v.array(v.object({ url: text, status: v.nullable(v.number()), issues: v.array(issue) })),
  issues: v.array(issue),
  results: v.array(result),
  earlier: v.exactOptional(v.object({ fetchedAt: v.number(), document })),
})

const isProfile = (value: unknown): value is Profile => v.is(profile, value)

/** Usable profiles, and other stored entries, which are preserved for a different version of Parley. */
export function readProfiles(value: unknown): {
  readonly usable: readonly Profile[]
  readonly others: readonly unknown[]
} {
  const entries = listOf(value)
  return {
    usable: entries.filter(isProfile),
    others: entries.filter((entry) => !isProfile(entry)),
  }
}

export function readSettings(value: unknown): Settings | undefined {
  return v.is(settings, value) ? value : undefined
}

/** Results of version 0.1 do not contain their subject. In a metadata record the subject is the document. */
function withSubjects(record: unknown): unknown {
  if (!isObject(record) || !Array.isArray(record['results'])) return record
  const results = record['results'].map((each: unknown) =>
    isObject(each) ? { on: 'metadata', of: 'message', ...each } : each,
  )
  return { ...record, results }
}

const storedTemplate: v.GenericSchema<unknown, StoredTemplate> = v.object({
  id: text,
  template: consentTemplate,
  removedAt: v.exactOptional(v.number()),
})

/** Usable templates; an entry of a different version is not used. */
export function readStoredTemplates(value: unknown): {
  readonly usable: readonly StoredTemplate[]
  readonly others: readonly unknown[]
} {
  const entries = Array.isArray(value) ? (value as readonly unknown[]) : []
  const usable = entries.flatMap((entry) => {
    const read = v.safeParse(storedTemplate, entry)
    return read.success ? [read.output] : []
  })
  return { usable, others: entries.filter((entry) => !v.is(storedTemplate, entry)) }
}

type Reader = (value: unknown) => unknown

/** Readers by the name of the key, without the part after its colon. */
const readers: Readonly<Record<string, Reader>> = {
  profiles: (value) => readProfiles(value).usable,
  settings: readSettings,
  keys: (value) => readKeyInfos(value).usable,
  templates: (value) => readStoredTemplates(value).usable,
  savedRequests: (value) => readSavedRequests(value).usable,
  savedCalls: (value) => readSavedCalls(value).usable,
  metadata: (value) => {
    const record = withSubjects(value)
    return v.is(metadata, record) ? record : undefined
  },
}

/** The usable values of `storage.local`. A value that is not valid is undefined, as if it were absent. */
export function readLocal(
  values: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => {
      const read = readers[key.split(':', 1)[0] ?? '']
      return [key, value === undefined || !read ? value : read(value)]
    }),
  )
}
