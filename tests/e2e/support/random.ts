/** Random numbers that are the same for the same seed (mulberry32). */
export interface Random {
  readonly seed: number
  /** A whole number from 0 to below `limit`. */
  below(limit: number): number
  pick<T>(items: readonly [T, ...T[]]): T
  shuffled<T>(items: readonly T[]): T[]
}

/** Starts with a seed of its own unless one is given, as text of digits. */
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
