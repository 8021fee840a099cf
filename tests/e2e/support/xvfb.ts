import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { findProgram } from './find-browsers.ts'

/** A virtual X display that this process owns. */
export type VirtualDisplay = {
  /** The name to put in `DISPLAY`, as `:3`. */
  display: string
  stop: () => Promise<void>
}

/** Starts Xvfb on a free display number, which it chooses itself, and resolves once it takes windows. */
export async function startXvfb(size = '1400x1000'): Promise<VirtualDisplay> {
  const program = findProgram('Xvfb')
  if (!program) throw new Error('No Xvfb found: run `node tests/setup/browsers.ts`')
  const server = spawn(
    program,
    ['-displayfd', '3', '-screen', '0', `${size}x24`, '-nolisten', 'tcp', '-noreset'],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] },
  )
  const exited = once(server, 'exit')
  const lines = createInterface({ input: server.stdio[3] as Readable })
  const number = await Promise.race([
    once(lines, 'line').then(([line]) => String(line)),
    exited.then(([code]) => Promise.reject(new Error(`Xvfb ended with ${String(code)}`))),
  ])
  return {
    display: `:${number}`,
    stop: async () => {
      server.kill()
      await exited
    },
  }
}
