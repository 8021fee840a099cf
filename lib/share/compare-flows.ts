import type { Flow } from '@/lib/flow/model/flow'
import type { MessageKind, OAuthMessage } from '@/lib/flow/model/message'
import { compareRows, countsOf, type ComparedRow, type ValueCounts } from './compare-rows'
import { valuesOf } from './compare-values'
import { pseudonymsOf } from './pseudonyms'

/** A message of each flow, of the same kind. Null means "not in this one". */
interface ComparedMessage {
  readonly kind: MessageKind
  readonly a: OAuthMessage | null
  readonly b: OAuthMessage | null
  readonly rows: readonly ComparedRow[]
}

export interface FlowComparison {
  readonly messages: readonly ComparedMessage[]
  readonly counts: ValueCounts & {
    /** Messages that are in one flow only. */
    readonly missing: number
  }
}

/** Compares two flows: their messages by kind and order, and in each message value by value. */
export function compareFlows(a: Flow, b: Flow): FlowComparison {
  const pseudonyms = pseudonymsOf(a, b)
  const messages = aligned(a.messages, b.messages).map(([first, second]): ComparedMessage => ({
    kind: (first ?? second)?.kind ?? 'hop',
    a: first,
    b: second,
    rows: first && second ? compareRows(valuesOf(first), valuesOf(second), pseudonyms) : [],
  }))
  return {
    messages,
    counts: {
      ...countsOf(messages.flatMap(({ rows }) => rows)),
      missing: messages.filter((message) => !message.a || !message.b).length,
    },
  }
}

type Pair = readonly [OAuthMessage | null, OAuthMessage | null]

/** Pairs of the same kind: the first with the first, the second with the second. Others stay in their place. */
function aligned(a: readonly OAuthMessage[], b: readonly OAuthMessage[]): readonly Pair[] {
  const waiting = Map.groupBy(b, ({ kind }) => kind)
  const partners = new Map<OAuthMessage, OAuthMessage>()
  for (const message of a) {
    const partner = waiting.get(message.kind)?.shift()
    if (partner) partners.set(partner, message)
  }
  const taken = new Map([...partners].map(([second, first]) => [first, second]))
  const pairs: Pair[] = a.map((message) => [message, taken.get(message) ?? null])
  return inserted(pairs, b, partners)
}

/** Adds the messages that only the second flow has, each after the message that it follows there. */
function inserted(
  pairs: readonly Pair[],
  b: readonly OAuthMessage[],
  partners: ReadonlyMap<OAuthMessage, OAuthMessage>,
): readonly Pair[] {
  const after = new Map<OAuthMessage | null, Pair[]>()
  let last: OAuthMessage | null = null
  for (const message of b) {
    if (partners.has(message)) last = message
    else after.set(last, [...(after.get(last) ?? []), [null, message]])
  }
  return [
    ...(after.get(null) ?? []),
    ...pairs.flatMap((pair) => [pair, ...(pair[1] ? (after.get(pair[1]) ?? []) : [])]),
  ]
}
