/** One measured ratio of Parley to its baseline, from rounds in which both were measured side by side. */
export interface Figure {
  readonly name: string
  /** Median of the rounds. */
  readonly ratio: number
  /** First and third quartile. */
  readonly low: number
  readonly high: number
  readonly goal: string
  readonly detail: string
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN
}

/**
 * Measures some things side by side, each as often at each place of a round: a machine that gets slower, or a
 * browser that gets older, does so for all of them.
 */
export async function takeTurns<K extends string>(
  rounds: number,
  measures: Readonly<Record<K, () => Promise<number>>>,
): Promise<Readonly<Record<K, readonly number[]>>> {
  const names = Object.keys(measures) as K[]
  const seen = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<
    K,
    number[]
  >
  for (let round = 0; round < rounds; round++) {
    const first = round % names.length
    for (const name of [...names.slice(first), ...names.slice(0, first)])
      seen[name].push(await measures[name]())
  }
  return seen
}

/** The figure of some rounds: what was measured, and what it is compared with. */
export function figure(
  { name, goal, unit }: Pick<Figure, 'name' | 'goal'> & { readonly unit: string },
  own: readonly number[],
  baseline: readonly number[],
): Figure {
  const ratios = own.map((value, round) => value / (baseline[round] ?? Number.NaN))
  const [ours, theirs] = [quantile(own, 0.5), quantile(baseline, 0.5)]
  return {
    name,
    goal,
    ratio: quantile(ratios, 0.5),
    low: quantile(ratios, 0.25),
    high: quantile(ratios, 0.75),
    detail: `${ours.toFixed(2)} against ${theirs.toFixed(2)} ${unit}, ${ratios.length} rounds`,
  }
}
