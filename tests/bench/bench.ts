import { argv, exit, stdout } from 'node:process'
import { measureCapture } from './capture.ts'
import { measureComparing } from './comparing.ts'
import { measureGrowth } from './growth.ts'
import { measureJudging } from './judging.ts'
import { measurePageLoads } from './page-load.ts'
import { measurePopup } from './popup.ts'
import { measureVerification } from './verification.ts'

const measures = {
  pages: measurePageLoads,
  popup: async () => [await measurePopup()],
  verification: async () => [await measureVerification()],
  capture: measureCapture,
  growth: measureGrowth,
  judging: measureJudging,
  comparing: measureComparing,
}

/** `npm run bench -- popup` measures the popup only; without names, everything is measured. */
const named = argv.slice(2)
const chosen = Object.entries(measures).filter(
  ([name]) => named.length === 0 || named.includes(name),
)
for (const [, measure] of chosen)
  for (const { name, ratio, low, high, goal, detail } of await measure()) {
    const range = `${ratio.toFixed(3)} (middle half of the rounds ${low.toFixed(3)} to ${high.toFixed(3)})`
    stdout.write(`${name}\n  ratio ${range}, goal ${goal}\n  ${detail}\n`)
  }
exit(0)
