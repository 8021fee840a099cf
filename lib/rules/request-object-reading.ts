import { textIn } from '@/lib/model/json'
import type { Artefacts } from './artefacts'
import { given } from './reading'

export type RequestObject = Artefacts['request-object']

/** `client_id` outside the request object, otherwise the client of the flow or the profile; null if not known. */
export function clientOutside({ requestContext, context }: RequestObject): string | null {
  return given(requestContext?.params ?? [], 'client_id') ?? context.clientId
}

/** The client of the request; null if not known. */
export function clientOf(artefact: RequestObject): string | null {
  return clientOutside(artefact) ?? textIn(artefact.jwt.payload, 'client_id')
}
