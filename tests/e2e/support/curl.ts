import { spawn, spawnSync } from 'node:child_process'
import { env } from 'node:process'
import { text } from 'node:stream/consumers'

/** Whether there are a curl and a POSIX shell to run it in. */
export const hasCurl = spawnSync('sh', ['-c', 'command -v curl']).status === 0

/** Runs a copied command in a shell, with its variables filled in; gives what curl wrote. */
export async function runCurl(
  command: string,
  variables: Readonly<Record<string, string>> = {},
): Promise<string> {
  const shell = spawn('sh', ['-c', command], { env: { ...env, ...variables } })
  const [out, said] = await Promise.all([text(shell.stdout), text(shell.stderr)])
  if (out === '') throw new Error(`curl wrote nothing: ${said}`)
  return out
}
