import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { exit, stderr } from 'node:process'
import { packageFault } from './inspect.ts'
import type { Files } from './zip.ts'

/** Inspects what `npm run build` made, so that a file that no release may contain is found before one is made. */
for (const name of ['chrome-mv3', 'firefox-mv3']) {
  const fault = packageFault(name, filesIn(join('.output', name)))
  if (!fault) continue
  stderr.write(`${fault}\n`)
  exit(1)
}

function filesIn(folder: string): Files {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  return new Map(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [path.slice(folder.length + 1), readFileSync(path)]),
  )
}
