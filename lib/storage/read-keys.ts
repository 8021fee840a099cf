import { listOf } from '@/lib/model/json'
import * as v from 'valibot'
import type { KeyInfo } from '@/lib/model/key'

const text = v.string()
const textOrNull = v.nullable(text)

/** The form in `storage.local`. A different version of Parley may have written it. */
const keyInfo: v.GenericSchema<KeyInfo> = v.object({
  id: text,
  use: v.picklist(['sig', 'enc', 'dpop']),
  kid: text,
  alg: text,
  algs: v.array(text),
  kty: text,
  crv: textOrNull,
  size: v.nullable(v.number()),
  thumbprint: text,
  publicJwk: v.record(text, v.unknown()),
  x5c: v.array(text),
  origin: v.picklist(['generated', 'imported']),
  createdAt: v.number(),
  removedAt: v.exactOptional(v.number()),
})

const isKeyInfo = (value: unknown): value is KeyInfo => v.is(keyInfo, value)

/** Usable keys, and other stored entries, which are preserved for a different version of Parley. */
export function readKeyInfos(value: unknown): {
  readonly usable: readonly KeyInfo[]
  readonly others: readonly unknown[]
} {
  const entries = listOf(value)
  return {
    usable: entries.filter(isKeyInfo),
    others: entries.filter((entry) => !isKeyInfo(entry)),
  }
}
