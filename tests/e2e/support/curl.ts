import { spawn, spawnSync } from 'node:child_process'
import { env } from 'node:process'
import { text } from 'node:stream/consumers'

/** Whether curl and a POSIX shell are available. */
export const hasCurl = spawnSync('sh', ['-c', 'command -v curl']).status === 0

/** Runs a copied command in a shell, with its variables filled in; returns the output of curl. */
export async function runCurl(
  command: string,
  variables: Readonly<Record<string, string>> = {},
): Promise<string> {
  const shell = spawn('sh', ['-c', command], { env: { ...env, ...variables } })
  const [out, said] = await Promise.all([text(shell.stdout), text(shell.stderr)])
  if (out === '') throw new Error(`curl wrote nothing: ${said}`)
  return out
}
