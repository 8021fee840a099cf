import { cutText } from '@/lib/model/text-bound'
import { html, nothing, trusted, type Html } from './html'
import type { ReportTexts } from './report-texts'
import { lanes, type Lane, type Step } from './sequence'

const columns: Readonly<Record<Lane, number>> = { client: 160, browser: 460, server: 760 }
const width = 920
const top = 48
const rowHeight = 36
const maxLabel = 44

/** The sequence as a picture, with its description in words. */
export function sequenceSvg(steps: readonly Step[], texts: ReportTexts, prefix = ''): Html {
  const height = heightOf(steps)
  return html`<svg
    viewBox="0 0 ${width} ${height}"
    role="img"
    aria-labelledby="${prefix}sequence-title ${prefix}sequence-text"
  >
    ${contentHtml(steps, texts, prefix)}
  </svg>`
}

/** The sequence as a file of its own, in black on white. */
export function sequenceFile(steps: readonly Step[], texts: ReportTexts): string {
  const height = heightOf(steps)
  return html`<svg
    xmlns="http://www.w3.org/2000/svg"
    width="${width}"
    height="${height}"
    viewBox="0 0 ${width} ${height}"
    role="img"
    aria-labelledby="sequence-title sequence-text"
  >
    <style>
      ${trusted(fileStyle)}
    </style>
    <rect width="${width}" height="${height}" fill="#fff" />
    ${contentHtml(steps, texts, '')}
  </svg> `.markup
}

const fileStyle =
  'text { font: 12px system-ui, sans-serif; fill: #1c1f24; paint-order: stroke; stroke: #fff; stroke-width: 4px } .b { font-weight: 600 } ' +
  '.m, .q { font: 11px monospace; fill: #4a505a } .life { stroke: #858c98; stroke-dasharray: 3 3 } ' +
  '.l { stroke: #1c1f24 } .a { fill: #1c1f24 }'

const heightOf = (steps: readonly Step[]) => top + steps.length * rowHeight + 16

function contentHtml(steps: readonly Step[], texts: ReportTexts, prefix: string): Html {
  return html`<title id="${prefix}sequence-title">${texts.say('sequence')}</title>
    <desc id="${prefix}sequence-text"
      >${steps.map((step, index) => sentence(step, index, texts)).join(' ')}</desc
    >
    ${lanes.map((lane) => laneHtml(lane, heightOf(steps), texts))}
    ${steps.map((step, index) => stepHtml(step, index))}`
}

function sentence({ from, to, name, detail }: Step, index: number, texts: ReportTexts): string {
  const [sender, receiver] = [texts.say(from), texts.say(to)]
  return texts
    .say('step', { number: index + 1, sender, receiver, name, detail })
    .replace(': .', '.')
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
