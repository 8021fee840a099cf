import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import type { Flow } from '@/lib/flow/model/flow'
import type { FlowFileHead } from '@/lib/share/flow-file'
import { reportOf, type Report } from '@/lib/share/report'
import { reportTexts, type Translate } from '@/lib/share/report-texts'

const locale: unknown = parse(readFileSync('lib/i18n/locales/en.yml', 'utf8'))

/** The English sentences, without a browser. A missing one fails the test. */
const translate: Translate = (key, values = {}) => {
  const found = key
    .split('.')
    .reduce<unknown>((tree, name) => (tree as Record<string, unknown> | undefined)?.[name], locale)
  if (typeof found !== 'string') throw new Error(`No sentence for ${key}`)
  return found.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))
}

export const texts = reportTexts(translate)

export const safeHead: FlowFileHead = {
  mode: 'safe',
  made: { at: 1_795_501_927_000, parley: '1.0.0', browser: 'Chromium 141', rules: '2026.11' },
  redaction: [{ stem: 'code', of: 'secret', values: 1, places: 3 }],
}

export function reportFor(flow: Flow, name = 'Accounts'): Report {
  return reportOf({
    flow,
    name,
    outcome: 'Tokens',
    note: 'See ticket 318',
    head: safeHead,
    environment: [['Profile', 'Sandbox']],
    texts,
    redact: (text) => text,
    formatTime: (time) => new Date(time).toISOString(),
  })
}
