import { readdirSync, readFileSync } from 'node:fs'

/** Clock ticks a second, as Linux has them on every platform that Chromium runs on. */
const ticks = 100

interface Usage {
  readonly parent: number
  readonly seconds: number
}

/** CPU seconds, user and system, of a process and all its descendants, the ended ones included. Linux only. */
export function cpuOfTree(root: number): number {
  const all = new Map(
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .flatMap((name) => {
        const usage = readUsage(name)
        return usage ? [[Number(name), usage] as const] : []
      }),
  )
  const isInTree = (pid: number): boolean =>
    pid === root || (pid > 1 && isInTree(all.get(pid)?.parent ?? 0))
  return [...all].reduce((sum, [pid, { seconds }]) => (isInTree(pid) ? sum + seconds : sum), 0)
}

function readUsage(pid: string): Usage | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number)
    const [user = 0, system = 0, childUser = 0, childSystem = 0] = fields.slice(11, 15)
    return { parent: fields[1] ?? 0, seconds: (user + system + childUser + childSystem) / ticks }
  } catch {
    return null
  }
}
