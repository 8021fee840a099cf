/** A text in three parts: what both texts begin with, what differs, and what both end with. */
export interface Difference {
  readonly before: string
  readonly differs: string
  readonly after: string
}

interface Pair {
  readonly one: Difference
  readonly other: Difference
}

/** Share of the shorter text that both must have in common. Below it, marking helps no one. */
const minShare = 0.25

/**
 * Where two similar texts differ; null if they are equal or have too little in common. A pair of
 * surrogates is never split.
 */
export function differenceOf(one: string, other: string): Pair | null {
  const pair = splitAtDifference(one, other)
  const shorter = Math.min(one.length, other.length)
  const common = pair.one.before.length + pair.one.after.length
  return one === other || shorter === 0 || common < shorter * minShare ? null : pair
}

/** Splits two texts at their difference. `before` and `after` are the same in both. */
export function splitAtDifference(one: string, other: string): Pair {
  const shorter = Math.min(one.length, other.length)
  const start = commonStart(one, other, shorter)
  const end = commonEnd(one, other, shorter - start)
  const parts = (text: string): Difference => ({
    before: text.slice(0, start),
    differs: text.slice(start, text.length - end),
    after: text.slice(text.length - end),
  })
  return { one: parts(one), other: parts(other) }
}

function commonStart(one: string, other: string, most: number): number {
  let length = 0
  while (length < most && one[length] === other[length]) length += 1
  return isHigh(one.charCodeAt(length - 1)) ? length - 1 : length
}

function commonEnd(one: string, other: string, most: number): number {
  let length = 0
  while (length < most && one.at(-1 - length) === other.at(-1 - length)) length += 1
  return isLow(one.charCodeAt(one.length - length)) ? length - 1 : length
}

const isHigh = (unit: number) => unit >= 0xd8_00 && unit <= 0xdb_ff
const isLow = (unit: number) => unit >= 0xdc_00 && unit <= 0xdf_ff
