import { exit, stdout } from 'node:process'
import { measureGrowth } from './growth.ts'
import { measurePageLoads } from './page-load.ts'
import { measurePopup } from './popup.ts'
import { measureVerification } from './verification.ts'

const measures = [
  measurePageLoads,
  async () => [await measurePopup()],
  async () => [await measureVerification()],
  measureGrowth,
]
for (const measure of measures)
  for (const { name, ratio, low, high, goal, detail } of await measure()) {
    const range = `${ratio.toFixed(3)} (middle half of the rounds ${low.toFixed(3)} to ${high.toFixed(3)})`
    stdout.write(`${name}\n  ratio ${range}, goal ${goal}\n  ${detail}\n`)
  }
exit(0)
