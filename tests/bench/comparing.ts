import { build } from 'vite'
import { figure, takeTurns, type Figure } from './ratio.ts'

const folder = new URL('../../.artifacts/bench/comparing/', import.meta.url).pathname
const rounds = 9

/** Time to compare two flows of 60 messages, against parsing and writing the same flows as JSON. */
export async function measureComparing(): Promise<readonly Figure[]> {
  await build({
    configFile: false,
    logLevel: 'warn',
    resolve: { alias: { '@': new URL('../..', import.meta.url).pathname } },
    build: {
      target: 'esnext',
      outDir: folder,
      ssr: new URL('./comparing-flows.ts', import.meta.url).pathname,
      rollupOptions: { output: { entryFileNames: 'flows.js' } },
    },
  })
  const { compareTwo, copyTwo } = (await import(
    `${folder}flows.js`
  )) as typeof import('./comparing-flows.ts')
  const time = (task: () => void) => async () => {
    const start = performance.now()
    task()
    return performance.now() - start
  }
  const { comparing, copying } = await takeTurns(rounds, {
    comparing: time(compareTwo),
    copying: time(copyTwo),
  })
  const name = 'Time to compare two flows of 60 messages : JSON of the same'
  return [figure({ name, goal: 'below 100 ms on two cores', unit: 'ms' }, comparing, copying)]
}
