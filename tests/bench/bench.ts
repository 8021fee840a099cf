import { exit, stdout } from 'node:process'
import { measurePageLoads } from './page-load.ts'
import { measurePopup } from './popup.ts'
import type { Figure } from './ratio.ts'
import { measureVerification } from './verification.ts'

const figures: Figure[] = []
for (const measure of [measurePageLoads, measurePopup, measureVerification]) {
  const figure = await measure()
  figures.push(figure)
  const { name, ratio, low, high, goal, detail } = figure
  const range = `${ratio.toFixed(3)} (middle half of the rounds ${low.toFixed(3)} to ${high.toFixed(3)})`
  stdout.write(`${name}\n  ratio ${range}, goal ${goal}\n  ${detail}\n`)
}
exit(0)
