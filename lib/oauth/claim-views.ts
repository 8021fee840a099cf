import { claimKind, isRegistered, sourceOf } from '@/lib/jose/claims'
import type { JsonObject } from '@/lib/model/json'

/** A claim or header parameter, and whether its name is registered. */
export interface ClaimView {
  readonly name: string
  readonly value: unknown
  readonly kind: 'time' | 'text' | 'json'
  /** Registered names are explained by `claims.<name>` or `headers.<name>`. */
  readonly registered: boolean
  /** The clause or organisation that defines it; undefined if it is not registered. */
  readonly source?: string | undefined
}

export function claimViews(
  registry: 'headers' | 'claims',
  object: JsonObject | null,
): readonly ClaimView[] {
  return Object.entries(object ?? {}).map(([name, value]) => ({
    name,
    value,
    kind: claimKind(registry, name, value),
    registered: isRegistered(registry, name),
    source: sourceOf(registry, name),
  }))
}
