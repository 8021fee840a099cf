import { build } from 'vite'
import type { Growing } from '../unit/hostile/texts.ts'
import { figure, takeTurns, type Figure } from './ratio.ts'

const folder = new URL('../../.artifacts/bench/growth/', import.meta.url).pathname
const rounds = 5
const length = 24_000
const times = 10

/**
 * Time to read a hostile text, against the time for a tenth of it. The unit tests count the same work, but cannot see
 * how often a pattern goes back over its text: then the ratio is 100, and not 10.
 */
export async function measureGrowth(): Promise<readonly Figure[]> {
  const figures: Figure[] = []
  for (const { name, prepare } of await texts()) {
    const time = (size: number) => async () => {
      const read = await prepare(size)
      const start = performance.now()
      await read()
      return performance.now() - start
    }
    await time(length)()
    const { long, short } = await takeTurns(rounds, {
      long: time(times * length),
      short: time(length),
    })
    const goal = `at most ${3 * times}, and 50 ms on a slow core`
    figures.push(
      figure({ name: `Time for ${name} : a tenth of it`, goal, unit: 'ms' }, long, short),
    )
  }
  return figures
}

async function texts(): Promise<readonly Growing[]> {
  await build({
    configFile: false,
    logLevel: 'warn',
    resolve: { alias: { '@': new URL('../..', import.meta.url).pathname } },
    build: {
      outDir: folder,
      ssr: new URL('./growth-texts.ts', import.meta.url).pathname,
      rollupOptions: { output: { entryFileNames: 'texts.js' } },
    },
  })
  const { growing } = (await import(`${folder}texts.js`)) as typeof import('./growth-texts.ts')
  return growing
}
