import type { CommandResult } from '@/lib/messaging/command-result'

/** The result of a command, or an issue if the background did not respond. */
export async function ask<T>(result: Promise<CommandResult<T>>): Promise<CommandResult<T>> {
  try {
    return await result
  } catch (error) {
    const seen = error instanceof Error ? error.message : String(error)
    return { ok: false, issues: [{ code: 'no_response', seen }] }
  }
}
