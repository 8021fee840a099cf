/** Ranks of flows. The lowest rank is dropped first. */
export const ranks = {
  unknown: 0,
  thirdParty: 1,
  answered: 2,
  withTokens: 3,
  own: 4,
  waiting: 5,
  live: 6,
} as const
export type Rank = (typeof ranks)[keyof typeof ranks]
