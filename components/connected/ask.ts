import type { CommandResult } from '@/lib/messaging/protocol'

/** The answer of a command, also where the background could not give one. */
export async function ask<T>(result: Promise<CommandResult<T>>): Promise<CommandResult<T>> {
  try {
    return await result
  } catch (error) {
    const seen = error instanceof Error ? error.message : String(error)
    return { ok: false, issues: [{ code: 'no_answer', seen }] }
  }
}
