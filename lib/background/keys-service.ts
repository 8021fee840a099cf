import type { DecryptionKey } from '@/lib/jose/decrypt'
import { importPublicKey } from '@/lib/jose/jwks'
import { readCertificates } from '@/lib/jose/certificate'
import { dpopKeyPair, generatePrivateKey } from '@/lib/jose/key-generate'
import { findKeys, importPrivateKey, unfit, type PrivateKey } from '@/lib/jose/key-import'
import type { CommandResult } from '@/lib/messaging/command-result'
import type { Protocol } from '@/lib/messaging/protocol'
import type { Issue } from '@/lib/model/issue'
import type { FoundKey, PrivateKeyHandle, KeyInfo } from '@/lib/model/key'
import type { Profile } from '@/lib/oauth/profile'
import { refuse } from './refuse'
import { createKeySweep } from './keys-sweep'
import type { Ports } from './ports'
import type { Store } from './store'

type Data<C extends keyof Protocol> = Parameters<Protocol[C]>[0]

/** A key for DPoP proofs, stored so that a flow survives a restart of the worker. */
export interface DpopKey {
  readonly id: string
  readonly info: KeyInfo
  readonly pair: CryptoKeyPair
}

const dpopAlg = 'ES256'

const at = (field: string, issue: Issue): Issue => ({ ...issue, field })

/** An issue of a key, at the field that can fix it. */
const atKey = (issue: Issue): Issue => at(issue.code === 'key_alg' ? 'alg' : 'text', issue)

const noKid: Issue = { code: 'key_kid', field: 'kid' }

/**
 * The private keys. Their public facts are in `storage.local`; the keys themselves are
 * non-extractable.
 */
export function createKeys(ports: Ports, store: Store) {
  const change = (id: string, edit: (info: KeyInfo) => KeyInfo) =>
    store.run((data, save) =>
      save({ keys: data.keys.map((info) => (info.id === id ? edit(info) : info)) }),
    )

  const add = async (
    { keys, ...facts }: PrivateKey,
    chosen: Pick<KeyInfo, 'use' | 'kid' | 'alg' | 'origin'>,
  ): Promise<KeyInfo> => {
    const id = ports.newId()
    const info: KeyInfo = { id, ...facts, ...chosen, createdAt: ports.now() }
    await ports.keys.put(id, keys)
    await store.run(async (data, save) => {
      try {
        await save({ keys: [...data.keys, info] })
      } catch (error) {
        await ports.keys.remove([id])
        throw error
      }
    })
    return info
  }

  const infoOf = async (id: string | null): Promise<KeyInfo | null> => {
    const { keys } = await store.data()
    return keys.find((info) => info.id === id && info.removedAt === undefined) ?? null
  }

  return {
    /** The private keys in a text, and its other content; the text is not stored. */
    async recognise(
      text: string,
    ): Promise<CommandResult<{ keys: readonly FoundKey[]; issues: readonly Issue[] }>> {
      const { keys, issues } = await findKeys(text)
      const named = issues.map((issue) => at('text', issue))
      return keys.length > 0 ? { ok: true, keys, issues: named } : refuse(...named)
    },

    async importKey(data: Data<'keyImport'>): Promise<CommandResult<{ id: string }>> {
      const { use, alg, certificate } = data
      const kid = data.kid.trim()
      const key = await importPrivateKey(data.text, data.index, { use, alg })
      const issues = [...('code' in key ? [atKey(key)] : []), ...(kid === '' ? [noKid] : [])]
      if ('code' in key || issues.length > 0) return refuse(...issues)
      const chain = chainOr(key.x5c, certificate, key.publicJwk)
      if ('code' in chain) return refuse(at('certificate', chain))
      const chosen = { use, kid, alg, origin: 'imported' } as const
      const { id } = await add({ ...key, x5c: chain.x5c }, chosen)
      return { ok: true, id }
    },

    /** Generates a key; without a name, its `kid` is its thumbprint. */
    async generate({ use, alg, kid }: Data<'keyGenerate'>): Promise<CommandResult<{ id: string }>> {
      const name = kid?.trim()
      if (name === '') return refuse(noKid)
      const key = await generatePrivateKey(use, alg)
      if ('code' in key) return refuse(atKey(key))
      const chosen = { use, kid: name ?? key.thumbprint, alg, origin: 'generated' } as const
      const { id } = await add(key, chosen)
      return { ok: true, id }
    },

    async edit({ id, alg, certificate, ...data }: Data<'keyEdit'>): Promise<CommandResult<object>> {
      const info = await infoOf(id)
      if (!info) return refuse({ code: 'key_gone' })
      const kid = data.kid.trim()
      const chain = chainOr(info.x5c, certificate, info.publicJwk)
      const issues = [
        ...(kid === '' ? [noKid] : []),
        ...(info.algs.includes(alg) ? [] : [at('alg', unfit(alg, info.algs))]),
        ...('code' in chain ? [at('certificate', chain)] : []),
      ]
      if ('code' in chain || issues.length > 0) return refuse(...issues)
      await change(id, (old) => ({ ...old, kid, alg, x5c: chain.x5c }))
      return { ok: true }
    },

    /** Profiles may still refer to it and then report it as missing. */
    remove: (id: string) => change(id, (info) => ({ ...info, removedAt: ports.now() })),

    restore: (id: string) => change(id, ({ removedAt: _, ...info }) => info),

    /** A key for its `alg`, or for another algorithm that it supports; null if it is missing. */
    async held(id: string | null, alg?: string): Promise<PrivateKeyHandle | null> {
      const info = await infoOf(id)
      const privateKey = info && (await ports.keys.get(info.id))?.[alg ?? info.alg]
      return info && privateKey ? { info, privateKey } : null
    },

    /** The keys that a profile can open a JWE with: its key, once for each supported algorithm. */
    async decryptionKeys(
      profile: Pick<Profile, 'decryptionKeyId'>,
    ): Promise<readonly DecryptionKey[]> {
      const info = await infoOf(profile.decryptionKeyId)
      const keys = info && (await ports.keys.get(info.id))
      if (!info || !keys) return []
      return info.algs.flatMap((alg) => {
        const privateKey = keys[alg]
        return privateKey ? [{ kid: info.kid, alg, privateKey }] : []
      })
    },

    /** Generates a DPoP key for a new flow. */
    async makeDpop(): Promise<DpopKey> {
      const { pair, ...key } = await dpopKeyPair()
      const chosen = {
        use: 'dpop',
        kid: key.thumbprint,
        alg: dpopAlg,
        origin: 'generated',
      } as const
      const info = await add(key, chosen)
      return { id: info.id, info, pair }
    },

    /** The DPoP key of a flow; null if it is missing. */
    async dpopPair(id: string): Promise<CryptoKeyPair | null> {
      const info = await infoOf(id)
      const privateKey = info && (await ports.keys.get(id))?.[dpopAlg]
      const publicKey = info && (await importPublicKey(info.publicJwk, dpopAlg))
      return privateKey && publicKey ? { privateKey, publicKey } : null
    },

    /** Deletes keys that were removed more than a minute ago, and DPoP keys without a flow. */
    sweep: createKeySweep(ports, store),
  }
}

/** The given certificates; null keeps the current ones, empty text deletes them. */
function chainOr(
  x5c: readonly string[],
  certificate: string | null,
  publicJwk: KeyInfo['publicJwk'],
): { readonly x5c: readonly string[] } | Issue {
  if (certificate === null) return { x5c }
  return certificate.trim() === '' ? { x5c: [] } : readCertificates(certificate, publicJwk)
}
