import type { OriginAccess } from '@/lib/storage/state'

/** Whether access to an origin is still missing: to observe it, or to call it as a named host. */
export function isClosed({ granted, named, calls }: OriginAccess): boolean {
  return !granted || (calls.length > 0 && !named)
}
