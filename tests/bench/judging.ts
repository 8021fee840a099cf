import { build } from 'vite'
import { figure, takeTurns, type Figure } from './ratio.ts'

const folder = new URL('../../.artifacts/bench/judging/', import.meta.url).pathname
const rounds = 5
const count = 10_000

/** Time to judge artefacts of each kind by all rules, against parsing and writing the same artefacts as JSON. */
export async function measureJudging(): Promise<readonly Figure[]> {
  const figures: Figure[] = []
  for (const { kind, judgeMany, copyMany } of await artefacts()) {
    const time = (task: (times: number) => void) => async () => {
      const start = performance.now()
      task(count)
      return performance.now() - start
    }
    judgeMany(count / 10)
    const { judging, copying } = await takeTurns(rounds, {
      judging: time(judgeMany),
      copying: time(copyMany),
    })
    const name = `Time to judge ${count} × ${kind} : JSON of the same`
    const goal = 'below 1500 ms on two cores'
    figures.push(figure({ name, goal, unit: 'ms' }, judging, copying))
  }
  return figures
}

async function artefacts() {
  await build({
    configFile: false,
    logLevel: 'warn',
    resolve: { alias: { '@': new URL('../..', import.meta.url).pathname } },
    build: {
      target: 'esnext',
      outDir: folder,
      ssr: new URL('./judging-artefacts.ts', import.meta.url).pathname,
      rollupOptions: { output: { entryFileNames: 'artefacts.js' } },
    },
  })
  const { judged } = (await import(
    `${folder}artefacts.js`
  )) as typeof import('./judging-artefacts.ts')
  return judged
}
