import type { Answer } from '@/lib/messaging/protocol'

/** The answer of a command, also where the background could not give one. */
export async function ask<T>(answer: Promise<Answer<T>>): Promise<Answer<T>> {
  try {
    return await answer
  } catch (error) {
    const seen = error instanceof Error ? error.message : String(error)
    return { ok: false, issues: [{ code: 'no_answer', seen }] }
  }
}
