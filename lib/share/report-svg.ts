import { cutText } from '@/lib/model/text-bound'
import { html, nothing, type Html } from './html'
import type { ReportTexts } from './report-texts'
import { lanes, type Lane, type Step } from './sequence'

const columns: Readonly<Record<Lane, number>> = { client: 160, browser: 460, server: 760 }
const width = 920
const top = 48
const rowHeight = 36
const maxLabel = 44

/** The sequence as a picture, with its description in words. */
export function sequenceSvg(steps: readonly Step[], texts: ReportTexts): Html {
  const height = top + steps.length * rowHeight + 16
  return html`<figure>
    <svg viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="sequence-title">
      <title id="sequence-title">${texts.say('sequence')}</title>
      ${lanes.map((lane) => laneHtml(lane, height, texts))}
      ${steps.map((step, index) => stepHtml(step, index))}
    </svg>
  </figure>`
}

function laneHtml(lane: Lane, height: number, texts: ReportTexts): Html {
  const x = columns[lane]
  return html`<text class="b" x="${x}" y="20" text-anchor="middle">${texts.say(lane)}</text
    ><line class="life" x1="${x}" y1="28" x2="${x}" y2="${height}" />`
}

function stepHtml({ from, to, name, detail, offset }: Step, index: number): Html {
  const y = top + index * rowHeight + 20
  const [start, end] = [columns[from], columns[to]]
  const back = end > start ? -7 : 7
  const middle = (start + end) / 2
  const label = cutText(detail, maxLabel)
  return html`<text class="q" x="8" y="${y + 4}">${(offset / 1000).toFixed(3)} s</text
    ><line class="l" x1="${start}" y1="${y}" x2="${end}" y2="${y}" /><path
      class="a"
      d="M${end} ${y}l${back} -4v8z"
    /><text x="${middle}" y="${y - 5}" text-anchor="middle">${name}</text
    >${label === '' ? nothing : html`<text class="m" x="${middle}" y="${y + 13}" text-anchor="middle">${label}</text>`} `
}
