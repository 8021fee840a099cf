/** Random numbers that are reproducible by their seed (mulberry32). */
export interface Random {
  readonly seed: number
  /** An integer from 0 up to but excluding `limit`. */
  below(limit: number): number
  pick<T>(items: readonly [T, ...T[]]): T
  shuffled<T>(items: readonly T[]): T[]
}

/** Starts with the given seed, as text of digits, or with a random one. */
export function createRandom(given: string | undefined): Random {
  const seed = given === undefined ? Math.floor(Math.random() * 2 ** 32) : Number(given)
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (limit: number) => Math.floor(next() * limit)
  return {
    seed,
    below,
    pick: <T>(items: readonly [T, ...T[]]) => items[below(items.length)] ?? items[0],
    shuffled: <T>(items: readonly T[]) => {
      const rest = [...items]
      return items.flatMap(() => rest.splice(below(rest.length), 1))
    },
  }
}
