/**
 * All screens of Parley in all their states, without an extension and without a server: `npm run preview` serves
 * them, side by side in both themes and several widths; `npm run preview -- --shots [folder]` writes them as PNGs.
 * A state is a row of a table in `stories/`. What they look like is for people; tests/ui/preview only sees to it
 * that each can be drawn.
 */
import { resolve } from 'node:path'
import { argv, exit, stderr, stdout } from 'node:process'
import { createServer } from 'vite'
import { shoot } from './shots.ts'
import { viteConfig } from './vite-config.ts'

const [option, folder] = argv.slice(2)

if (option === '--shots') {
  const path = resolve(folder ?? '.artifacts/preview/shots')
  const failed = await shoot(path)
  stdout.write(`${path}\n`)
  for (const each of failed) stderr.write(`Not drawn: ${each}\n`)
  exit(failed.length === 0 ? 0 : 1)
} else if (option === undefined) {
  const server = await createServer(viteConfig)
  await server.listen()
  stdout.write(`${server.resolvedUrls?.local[0]}\n`)
} else {
  stderr.write('Usage: npm run preview [-- --shots [folder]]\n')
  exit(option === '--help' ? 0 : 1)
}
