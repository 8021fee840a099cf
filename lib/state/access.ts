import type { OriginAccess } from '@/lib/storage/state'

/** Whether access to an origin is still to be asked for: to see it, or to send to it by name. */
export function isClosed({ granted, named, calls }: OriginAccess): boolean {
  return !granted || (calls.length > 0 && !named)
}
