import { Session } from 'node:inspector/promises'

/*
 * Counts work instead of time, so that no slow machine can fail a test. What is counted has to be imported after
 * this: V8 counts only the blocks of functions that it compiles after counting was switched on.
 */
const session = new Session()
session.connect()
await session.post('Profiler.enable')
await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true })

/**
 * The work of a task: how often blocks of `lib/` were entered (calls, iterations, branches), and the characters and
 * elements that it handed to the engine's own searches. How often a pattern goes back over its text is not in it.
 */
export async function workOf(task: () => unknown): Promise<number> {
  let handed = 0
  const stop = watchSearches((size) => (handed += size))
  await blocksSinceLast()
  try {
    await task()
  } finally {
    stop()
  }
  return handed + (await blocksSinceLast())
}

async function blocksSinceLast(): Promise<number> {
  const { result } = await session.post('Profiler.takePreciseCoverage')
  const own = result.filter(({ url }) => /^(?!.*node_modules).*\/lib\//.test(url))
  const blocks = own.flatMap(({ functions }) => functions.flatMap(({ ranges }) => ranges))
  return blocks.reduce((sum, { count }) => sum + count, 0)
}

type Method = (this: never, ...input: readonly unknown[]) => unknown
type Size = (input: readonly unknown[], result: unknown) => number

const sizeOf = (value: unknown) => String(value).length
const searched =
  (self: { readonly length: number }): Size =>
  ([, from = 0], found) =>
    (typeof found === 'number' && found >= 0 ? found : self.length) - Number(from)

/** Characters from where a pattern begins to where its match ends; where it may match only there, that is one. */
function matched(pattern: RegExp): Size {
  const from = pattern.global || pattern.sticky ? pattern.lastIndex : 0
  return ([text], found) => {
    const match = found as RegExpExecArray | null
    if (match) return match.index + match[0].length - from
    return pattern.sticky ? 1 : sizeOf(text) - from
  }
}

/** The engine's own searches, each with the amount of text that a call has to look at. */
const searches = [
  [RegExp.prototype, 'exec', matched],
  [String.prototype, 'indexOf', searched],
  [String.prototype, 'includes', searched],
  [Array.prototype, 'indexOf', searched],
  [Array.prototype, 'includes', searched],
  [
    JSON,
    'parse',
    () =>
      ([text]: readonly unknown[]) =>
        sizeOf(text),
  ],
  [JSON, 'stringify', () => (_: readonly unknown[], text: unknown) => sizeOf(text)],
] as const satisfies readonly (readonly [object, string, (self: never) => Size])[]

/** Reports the size of each search until the function that it gives is called. */
function watchSearches(report: (size: number) => void): () => void {
  const restore = searches.map(([owner, name, sizeFor]) => {
    const own = Reflect.get(owner, name) as Method
    const value = function (this: never, ...input: readonly unknown[]): unknown {
      const size = sizeFor(this)
      const result = Reflect.apply(own, this, input)
      report(size(input, result))
      return result
    }
    Object.defineProperty(owner, name, { value })
    return () => Object.defineProperty(owner, name, { value: own })
  })
  return () => {
    for (const each of restore) each()
  }
}
