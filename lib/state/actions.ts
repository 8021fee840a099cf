import { sendMessage } from '@/lib/messaging'
import type { Protocol } from '@/lib/messaging/protocol'

type Command = keyof Protocol
type Arguments<C extends Command> = Parameters<Protocol[C]>

/** Sends a command to the background and returns its result. */
export function command<C extends Command>(
  name: C,
  ...[data]: Arguments<C>
): Promise<Awaited<ReturnType<Protocol[C]>>> {
  const send = sendMessage as unknown as (
    name: C,
    data: unknown,
  ) => Promise<Awaited<ReturnType<Protocol[C]>>>
  return send(name, data)
}
