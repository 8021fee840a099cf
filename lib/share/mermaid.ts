import { lanes, type Step } from './sequence'
import type { ReportTexts } from './report-texts'

/** The sequence of a flow as a Mermaid diagram. */
export function mermaidOf(steps: readonly Step[], texts: ReportTexts): string {
  const participants = lanes.map((lane) => `  participant ${lane} as ${label(texts.say(lane))}`)
  const arrows = steps.map(({ from, to, name, detail, messages }) => {
    // A response is a broken line.
    const isResponse = messages[0]?.kind.endsWith('-response') ?? false
    const text = [name, detail].filter(Boolean).join(' ')
    return `  ${from}${isResponse ? '-->>' : '->>'}${to}: ${label(text)}`
  })
  return ['sequenceDiagram', ...participants, ...arrows, ''].join('\n')
}

/**
 * A text in one line in which nothing ends it or is markup: Mermaid reads `#59;` as a semicolon. `end` would end
 * a block, so it is not a text of its own.
 *
 * @see [Mermaid](https://mermaid.js.org/syntax/sequenceDiagram.html#entity-codes-to-escape-characters)
 */
function label(text: string): string {
  const line = text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim()
  const escaped = line.replaceAll(/[#;:<>"%{}\\`]/g, (sign) => `#${sign.charCodeAt(0)};`)
  return escaped === '' || /^end$/i.test(escaped) ? `${escaped}#8203;` : escaped
}
