import { readJsonText } from '@/lib/oauth/authorize-params'
import { leave, type Added, type Left, type Taken } from './import-report'
import type { KeyInfo } from '@/lib/model/key'
import { clientDefaults, emptyDraft } from '@/lib/oauth/profile-defaults'
import type { ExportedProfile, KeyRef } from './profile-export'
import type { ProfileDraft } from '@/lib/oauth/profile'
import {
  importedCall,
  withoutTargets,
  type ExportedCall,
  type ExportedRequest,
} from './saved-values'

/** A private key in an imported text, used only for the key import. */
export interface KeyText {
  /** Its name in the file. */
  readonly name: string
  readonly text: string
  readonly kid: string | null
  readonly alg: string | null
}

/** One profile as read from a file, before it is saved. */
export interface ImportedProfile {
  readonly draft: ProfileDraft
  readonly clientSecret: string | null
  /** The saved requests of the profile; absent without one. */
  readonly savedRequests?: readonly ExportedRequest[]
  /** The saved resource calls of the profile; absent without one. */
  readonly savedCalls?: readonly ExportedCall[]
  readonly keys: readonly KeyText[]
  /** The `request_uri` to add to the request list, if any. */
  readonly requestUri: string | null
  /** The `dp_id` for the consent in `authorization_details`, if any. */
  readonly dataProvider?: string | null
  readonly taken: readonly Taken[]
  /** Settings that the file does not name. */
  readonly added: readonly Added[]
  readonly left: readonly Left[]
}

/** The readable members of an exported profile. */
export type ReadProfile = Partial<ExportedProfile>

/** Settings without a field of their own in the form. */
type CredentialSetting = 'signingKey' | 'decryptionKey' | 'clientSecret'

/**
 * The profile of a Parley export. Keys are matched by thumbprint. A key is named if this browser does
 * not have it, so that the tester knows which one to import, or if it must not sign without
 * confirmation.
 */
export function importExported(
  read: ReadProfile,
  unread: readonly string[],
  keys: readonly KeyInfo[],
): ImportedProfile {
  const { signingKey = null, decryptionKey = null, clientSecret, ...rest } = read
  const { savedRequests: _, savedCalls: __, ...fields } = rest
  const saved = savedIn(rest, fields.redirectUris)
  const wanted = [
    ['signingKey', signingKey, 'sig'],
    ['decryptionKey', decryptionKey, 'enc'],
  ] as const
  // A file cannot say what the tester may test.
  const { testSystem, ...taken } = fields
  const draft = { ...emptyDraft, ...taken }
  const found = wanted.map(([, ref, use]) => ref && findKey(keys, ref, use))
  const held = found.map((key) => (key?.use === 'sig' && !signsForIssuer(draft) ? null : key))
  const names: readonly string[] = [
    ...Object.keys(taken),
    ...wanted.flatMap(([name], at) => (held[at] ? [name] : [])),
    ...(clientSecret === undefined ? [] : ['clientSecret' satisfies CredentialSetting]),
    ...Object.keys(saved),
  ]
  return {
    draft: {
      ...draft,
      id: null,
      signingKeyId: held[0]?.id ?? null,
      decryptionKeyId: held[1]?.id ?? null,
    },
    clientSecret: clientSecret ?? null,
    ...saved,
    keys: [],
    requestUri: null,
    taken: names.map((name) => ({ name, field: name })),
    added: addedTo(draft, new Set(Object.keys(taken)), false),
    left: [
      ...(testSystem === true ? [leave('testSystem', 'test_system')] : []),
      ...unread.map((name) => leave(name, 'malformed')),
      ...wanted.flatMap(([name, ref], at) =>
        ref && !held[at]
          ? [leave(keyName(name, ref), found[at] ? 'key_not_chosen' : 'key_not_held')]
          : [],
      ),
    ],
  }
}

type Saved = Pick<ImportedProfile, 'savedRequests' | 'savedCalls'>

/** What was saved with a profile, without what a file must not decide. */
function savedIn(
  { savedRequests, savedCalls }: Pick<ReadProfile, keyof Saved>,
  redirectUris: readonly string[] = [],
): Saved {
  return {
    ...(savedRequests && {
      savedRequests: savedRequests.map(({ name, values }) => ({
        name,
        values: withoutTargets(values, redirectUris),
      })),
    }),
    ...(savedCalls && { savedCalls: savedCalls.map(importedCall) }),
  }
}

/** Members that are not settings, or that are missing from a profile rather than added. */
const notSettings: ReadonlySet<string> = new Set([
  'id',
  'name',
  'issuer',
  'clientId',
  'signingKeyId',
  'decryptionKeyId',
])

/**
 * The settings of a draft that a file does not name, except those that switch nothing on. `hasRules` is
 * whether the rule profile is known from what the file contains.
 */
export function addedTo(
  draft: ProfileDraft,
  named: ReadonlySet<string>,
  hasRules: boolean,
): readonly Added[] {
  const { ruleProfile } = draft
  const defaults: Readonly<Record<string, unknown>> = {
    ...clientDefaults[ruleProfile],
    addScopeOpenid: ruleProfile === 'ofm',
  }
  const reasonOf = (field: string, value: unknown): Added['reason'] => {
    if (field === 'ruleProfile') return hasRules ? 'content' : 'no_rules'
    return JSON.stringify(value) === JSON.stringify(defaults[field]) ? 'default' : 'content'
  }
  return Object.entries(draft).flatMap(([field, value]: [string, unknown]) =>
    notSettings.has(field) || named.has(field) || isOff(value)
      ? []
      : [{ field, value: settingText(value), reason: reasonOf(field, value) }],
  )
}

function isOff(value: unknown): boolean {
  const isEmptyList = Array.isArray(value) && value.length === 0
  return isEmptyList || value === '' || value === null || value === false || value === 'nothing'
}

function settingText(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value)
  const { method, kind } = value as { readonly method?: string; readonly kind?: string }
  return method ?? kind ?? JSON.stringify(value)
}

/**
 * Whether assertions are valid only for the issuer that the metadata is read from. A thumbprint is
 * public: a crafted file could otherwise send assertions for a bank to a different server.
 *
 * @see [RFC 7523](https://www.rfc-editor.org/rfc/rfc7523.html#section-3)
 */
function signsForIssuer({
  discovery,
  clientAuth: { audience, extraClaims },
}: Pick<ProfileDraft, 'discovery' | 'clientAuth'>): boolean {
  const read = readJsonText(extraClaims, 'object', 'clientAuth.extraClaims')
  const claims = 'issue' in read ? null : (read.value ?? {})
  return (
    discovery.kind === 'derived' &&
    audience === 'issuer' &&
    claims !== null &&
    !Object.hasOwn(claims, 'aud')
  )
}

function findKey(keys: readonly KeyInfo[], { thumbprint }: KeyRef, use: KeyInfo['use']) {
  return keys.find(
    (key) => key.removedAt === undefined && key.use === use && key.thumbprint === thumbprint,
  )
}

const keyName = (name: string, { kid, alg, thumbprint }: KeyRef) =>
  `${name} ${[kid, alg, thumbprint].filter((part) => part !== '').join(' ')}`
