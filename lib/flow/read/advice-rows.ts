import type { Advice } from '@/lib/flow/model/message'

/** The values that a piece of advice is about. */
export type Evidence = Pick<Advice, 'seen' | 'expected'>

/** One piece of advice. `fits` returns its values, or null if the facts do not support it. */
export type AdviceRow<Facts> = readonly [
  code: string,
  refs: Advice['refs'],
  fits: (facts: Facts) => Evidence | null,
]

/** The advice of the rows that the facts support, in their order. */
export function fitting<Facts>(rows: readonly AdviceRow<Facts>[], facts: Facts): readonly Advice[] {
  return rows.flatMap(([code, refs, fits]) => {
    const evidence = fits(facts)
    return evidence ? [{ code, ...evidence, refs }] : []
  })
}
