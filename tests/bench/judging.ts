import { cpuUsage } from 'node:process'
import { build } from 'vite'
import { figure, takeTurns, type Figure } from './ratio.ts'

const folder = new URL('../../.artifacts/bench/judging/', import.meta.url).pathname
const rounds = 3
const measured = 1_000
const count = 10_000

/**
 * Time to judge messages of each kind by all rules, against parsing and writing them as JSON. It is the time
 * of the processor, scaled to 10,000 messages: other programs on the machine do not count.
 */
export async function measureJudging(): Promise<readonly Figure[]> {
  const { judged, flow } = await artefacts()
  const figures: Figure[] = []
  for (const each of judged)
    figures.push(await measure(each, { times: measured, as: count, goal: 'below 1500 ms' }))
  return [...figures, await measure(flow, { times: 300, as: 1, goal: 'below 5 ms' })]
}

type Judged = Awaited<ReturnType<typeof artefacts>>['flow']

interface Scale {
  readonly times: number
  readonly as: number
  readonly goal: string
}

async function measure(
  { name, judgeMany, copyMany }: Judged,
  { times, as, goal }: Scale,
): Promise<Figure> {
  const time = (task: (times: number) => void) => async () => {
    const start = cpuUsage()
    task(times)
    const { user, system } = cpuUsage(start)
    return ((user + system) / 1000 / times) * as
  }
  judgeMany(times)
  const { judging, copying } = await takeTurns(rounds, {
    judging: time(judgeMany),
    copying: time(copyMany),
  })
  return figure(
    { name: `Time to judge ${as} × ${name} : JSON of the same`, goal, unit: 'ms' },
    judging,
    copying,
  )
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
  return (await import(`${folder}artefacts.js`)) as typeof import('./judging-artefacts.ts')
}
