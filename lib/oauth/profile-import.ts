import { leave, type Left, type Taken } from './import-report'
import type { KeyInfo } from './key'
import { emptyDraft } from './profile-defaults'
import type { ExportedProfile, KeyRef } from './profile-export'
import type { ProfileDraft } from './profile'

/** A private key as found in an imported text, for the key import and for nothing else. */
export interface KeyText {
  /** What it is called in the file. */
  readonly name: string
  readonly text: string
  readonly kid: string | null
  readonly alg: string | null
}

/** One profile as read from a file, before it is saved. */
export interface ImportedProfile {
  readonly draft: ProfileDraft
  readonly clientSecret: string | null
  readonly keys: readonly KeyText[]
  /** For the shelf, where there is one. */
  readonly requestUri: string | null
  readonly taken: readonly Taken[]
  readonly left: readonly Left[]
}

/** The members of an exported profile, as far as they could be read. */
export type ReadProfile = Partial<ExportedProfile>

/** What is set by other means than a field of the form. */
type Beside = 'signingKey' | 'decryptionKey' | 'clientSecret'

/**
 * The profile of a Parley export. A key is known again by its thumbprint; one that this browser does
 * not hold is named, so that the tester knows which to import.
 */
export function importExported(
  { signingKey = null, decryptionKey = null, clientSecret, ...fields }: ReadProfile,
  unread: readonly string[],
  keys: readonly KeyInfo[],
): ImportedProfile {
  const wanted = [
    ['signingKey', signingKey, 'sig'],
    ['decryptionKey', decryptionKey, 'enc'],
  ] as const
  const held = wanted.map(([, ref, use]) => ref && findKey(keys, ref, use))
  const names: readonly string[] = [
    ...Object.keys(fields),
    ...wanted.flatMap(([name], at) => (held[at] ? [name] : [])),
    ...(clientSecret === undefined ? [] : ['clientSecret' satisfies Beside]),
  ]
  return {
    draft: {
      ...emptyDraft,
      ...fields,
      id: null,
      signingKeyId: held[0]?.id ?? null,
      decryptionKeyId: held[1]?.id ?? null,
    },
    clientSecret: clientSecret ?? null,
    keys: [],
    requestUri: null,
    taken: names.map((name) => ({ name, field: name })),
    left: [
      ...unread.map((name) => leave(name, 'malformed')),
      ...wanted.flatMap(([name, ref], at) =>
        ref && !held[at] ? [leave(keyName(name, ref), 'key_not_held')] : [],
      ),
    ],
  }
}

function findKey(keys: readonly KeyInfo[], { thumbprint }: KeyRef, use: KeyInfo['use']) {
  return keys.find(
    (key) => key.removedAt === undefined && key.use === use && key.thumbprint === thumbprint,
  )
}

const keyName = (name: string, { kid, alg, thumbprint }: KeyRef) =>
  `${name} ${[kid, alg, thumbprint].filter((part) => part !== '').join(' ')}`
