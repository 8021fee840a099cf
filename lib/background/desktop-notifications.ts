import type { Flow } from '@/lib/flow/model/flow'
import { param } from '@/lib/model/params'
import type { AuthorizationResponse } from '@/lib/flow/model/message'
import { membersOf } from '@/lib/flow/read/response-members'
import type { Notice, Ports } from './ports'
import type { Data } from '@/lib/storage/data'

/**
 * Shows a desktop notification for a response, if enabled. It never contains parameters of the
 * response.
 */
export async function notify(
  ports: Ports,
  { settings }: Data,
  { id, issuer, clientId }: Flow,
  response: AuthorizationResponse,
): Promise<void> {
  if (!settings.notices) return
  const error = param(membersOf(response), 'error') ?? null
  const notice: Notice = { flowId: id, issuer, clientId, error, held: response.hold !== null }
  await ports.notify(notice)
}
