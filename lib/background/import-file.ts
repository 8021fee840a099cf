import * as v from 'valibot'
import { formDecode, splitUrl } from '@/lib/model/url'
import { isObject } from '@/lib/model/json'
import { parseJson } from '@/lib/model/strict-json'
import { profileEntries } from '@/lib/storage/profile-schema'
import { callValues } from '@/lib/storage/saved-calls'
import { requestValues } from '@/lib/storage/saved-requests'
import type { CommandResult } from '@/lib/messaging/command-result'
import type { PostmanFile, PostmanRequest, PostmanVariable } from '@/lib/share/postman-file'
import type { ReadProfile } from '@/lib/share/profile-import'

/** The content of a file; for a profile, also the members that could not be read. */
export type ImportFile =
  | {
      readonly source: 'parley'
      readonly profiles: readonly {
        readonly read: ReadProfile
        readonly unread: readonly string[]
      }[]
    }
  | {
      readonly source: 'postman-environment' | 'postman-collection'
      readonly file: PostmanFile
    }

/** Maximum characters of a file, profiles in a file, entries of a list, and nesting depth. */
const limits = { text: 5_000_000, profiles: 100, entries: 5000, nested: 32 } as const

const text = v.string()
const name = v.optional(v.fallback(text, ''), '')

/** The valid entries of a list; empty for any other value. */
const listOf = <T>(entry: v.GenericSchema<unknown, T>) =>
  v.optional(
    v.fallback(
      v.pipe(
        v.array(v.unknown()),
        v.transform((entries) =>
          entries.slice(0, limits.entries).flatMap((item) => {
            const read = v.safeParse(entry, item)
            return read.success ? [read.output] : []
          }),
        ),
      ),
      [],
    ),
    [],
  )

const flag = v.optional(v.fallback(v.boolean(), false))

const pair: v.GenericSchema<unknown, PostmanVariable> = v.pipe(
  v.object({
    key: v.optional(text),
    // Variables of collections in version 2.0.0 may have only an id.
    id: v.optional(v.fallback(text, '')),
    value: v.optional(v.unknown()),
    enabled: flag,
    disabled: flag,
  }),
  v.check(({ key, id }) => key !== undefined || Boolean(id)),
  v.transform(({ key, id = '', value, enabled, disabled }) => ({
    name: key ?? id,
    value: typeof value === 'number' ? String(value) : typeof value === 'string' ? value : '',
    enabled: enabled !== false && disabled !== true,
  })),
)

/** The query of a URL that may contain variables anywhere. */
function queryOf(raw: string): readonly PostmanVariable[] {
  const { query } = splitUrl(raw)
  return query === null
    ? []
    : formDecode(query).map(([key, value]) => ({ name: key, value, enabled: true }))
}

const url = v.union([
  v.pipe(
    text,
    v.transform((raw) => ({ raw, query: queryOf(raw) })),
  ),
  v.pipe(
    v.object({ raw: name, query: listOf(pair) }),
    v.transform(({ raw, query }) => ({ raw, query: query.length > 0 ? query : queryOf(raw) })),
  ),
])

const noUrl = { raw: '', query: [] }

/** The settings as a list, or as an object in version 2.0.0. */
const auth = v.object({
  oauth2: v.pipe(
    v.unknown(),
    v.transform((value): unknown =>
      isObject(value) ? Object.entries(value).map(([key, item]) => ({ key, value: item })) : value,
    ),
    listOf(pair),
  ),
})

const script = v.object({
  script: v.object({
    exec: v.union([
      text,
      v.pipe(
        listOf(text),
        v.transform((lines) => lines.join('\n')),
      ),
    ]),
  }),
})

const request = v.union([
  v.pipe(
    text,
    v.transform((raw) => ({ url: { raw, query: queryOf(raw) }, body: undefined, auth: undefined })),
  ),
  v.object({
    url: v.optional(v.fallback(url, noUrl), noUrl),
    body: v.optional(v.fallback(v.object({ urlencoded: listOf(pair) }), { urlencoded: [] })),
    auth: v.optional(v.fallback(v.nullable(auth), null)),
  }),
])

const folder = v.object({
  name,
  item: listOf(v.unknown()),
  request: v.optional(v.fallback(v.nullable(request), null)),
  variable: listOf(pair),
  event: listOf(script),
  auth: v.optional(v.fallback(v.nullable(auth), null)),
})

const environment = v.object({ name, values: v.array(v.unknown()) })
const collection = v.object({ info: v.object({ name }), item: v.array(v.unknown()) })
const profiles = v.object({
  parley: v.literal('profiles'),
  version: v.number(),
  profiles: v.array(v.record(text, v.unknown())),
})

const keyRef = v.nullable(v.object({ kid: text, alg: text, thumbprint: text }))

const { signingKeyId: _, decryptionKeyId: __, ...ownEntries } = profileEntries

/** The members of an exported profile. */
const members: Readonly<Record<string, v.GenericSchema>> = {
  ...ownEntries,
  signingKey: keyRef,
  decryptionKey: keyRef,
  clientSecret: text,
  savedRequests: v.array(v.object({ name: text, values: requestValues })),
  savedCalls: v.array(v.object({ name: text, values: callValues })),
}

function readProfile(value: Readonly<Record<string, unknown>>) {
  const entries = Object.entries(value).map(([field, item]) => {
    const schema = Object.hasOwn(members, field) ? members[field] : undefined
    return { field, read: schema ? v.safeParse(schema, item) : null }
  })
  return {
    read: Object.fromEntries(
      entries.flatMap(({ field, read }) => (read?.success ? [[field, read.output]] : [])),
    ) as ReadProfile,
    unread: entries.filter(({ read }) => !read?.success).map(({ field }) => field),
  }
}

/** Reads a Parley export, a Postman environment or a Postman collection; refuses anything else. */
export function readImportFile(input: string): CommandResult<{ file: ImportFile }> {
  if (input.length > limits.text) return refused('import_too_large')
  const { value, error } = parseJson(input)
  if (error !== null) return refused('import_not_json', error)
  if (v.is(profiles, value)) {
    if (value.version !== 1) return refused('import_version', String(value.version))
    const read = value.profiles.slice(0, limits.profiles).map(readProfile)
    return { ok: true, file: { source: 'parley', profiles: read } }
  }
  const whole = v.safeParse(collection, value)
  if (whole.success) {
    const file = readCollection(whole.output.info.name, value)
    return { ok: true, file: { source: 'postman-collection', file } }
  }
  const known = v.safeParse(environment, value)
  if (!known.success) return refused('import_unknown')
  const variables = v.parse(listOf(pair), known.output.values)
  return {
    ok: true,
    file: {
      source: 'postman-environment',
      file: { name: known.output.name, variables, requests: [], scripts: [] },
    },
  }
}

function readCollection(title: string, value: unknown): PostmanFile {
  const found = { variables: [] as PostmanVariable[], requests: [] as PostmanRequest[] }
  const scripts: string[] = []
  const walk = (item: unknown, depth: number): void => {
    const read = v.safeParse(folder, item)
    if (!read.success || depth > limits.nested || found.requests.length >= limits.entries) return
    const { output } = read
    found.variables.push(...output.variable, ...(output.auth?.oauth2 ?? []))
    scripts.push(...output.event.map(({ script: { exec } }) => exec))
    if (output.request) {
      const { url: to, body, auth: by } = output.request
      found.variables.push(...(by?.oauth2 ?? []))
      found.requests.push({
        name: output.name,
        url: to.raw,
        params: [...to.query, ...(body?.urlencoded ?? [])],
      })
    }
    for (const child of output.item) walk(child, depth + 1)
  }
  walk(value, 0)
  return { name: title, ...found, scripts }
}

function refused(code: string, seen?: string): { ok: false; issues: [{ code: string }] } {
  return { ok: false, issues: [{ code, ...(seen === undefined ? {} : { seen }) }] }
}
