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

/** Measures two things in turn, each first as often as second, and gives the ratio of each round. */
export async function alternate(
  rounds: number,
  parley: () => Promise<number>,
  baseline: () => Promise<number>,
): Promise<{ readonly ratios: number[]; readonly parley: number[]; readonly baseline: number[] }> {
  const seen = { ratios: [] as number[], parley: [] as number[], baseline: [] as number[] }
  for (let round = 0; round < rounds; round++) {
    const first = round % 2 === 0 ? parley : baseline
    const second = first === parley ? baseline : parley
    const values = [await first(), await second()] as const
    const [own, base] = first === parley ? values : [values[1], values[0]]
    seen.parley.push(own)
    seen.baseline.push(base)
    seen.ratios.push(own / base)
  }
  return seen
}

/** The figure of some rounds. */
export function figure(
  name: string,
  goal: string,
  unit: string,
  seen: Awaited<ReturnType<typeof alternate>>,
): Figure {
  const [own, base] = [quantile(seen.parley, 0.5), quantile(seen.baseline, 0.5)]
  return {
    name,
    goal,
    ratio: quantile(seen.ratios, 0.5),
    low: quantile(seen.ratios, 0.25),
    high: quantile(seen.ratios, 0.75),
    detail: `${own.toFixed(2)} against ${base.toFixed(2)} ${unit}, ${seen.ratios.length} rounds`,
  }
}
