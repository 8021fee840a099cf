import { jwtContentOf } from '@/lib/oauth/jwt-text'
import { eventsIn } from '@/lib/oauth/security-events'

/** The types of the events in a SET, without what they have in common; the beginning of a text that is not one. */
export function decodedEvents(text: string): string {
  const types = eventsIn(jwtContentOf(text).jwt.payload).map(
    ({ type }) => type.split(/[:/]/).at(-1) || type,
  )
  return types.join(', ') || text.slice(0, 40)
}
