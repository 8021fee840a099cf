import { readFileSync } from 'node:fs'
import { exit, stdout } from 'node:process'
import { parse } from 'yaml'
import { refusalsIn } from './constructions.ts'

const refusals = refusalsIn(parse(readFileSync('lib/i18n/locales/en.yml', 'utf8')))

for (const { key, text, construction } of refusals)
  stdout.write(`${key}: ${text}\n    "${construction.name}" → ${construction.instead}\n`)
if (refusals.length > 0) {
  stdout.write(`${refusals.length} texts to rewrite in lib/i18n/locales/en.yml\n`)
  exit(1)
}
