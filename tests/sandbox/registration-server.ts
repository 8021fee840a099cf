import { createApp } from './app.ts'
import { createAssignments } from './assignments.ts'
import { createDirectory, type Directory } from './directory.ts'
import { forgetSession, interactionPath, notFound, pathOf } from './handlers.ts'
import { createInteractionHandler } from './interaction.ts'
import { createServerKeys } from './keys.ts'
import { openPorts, type Handler } from './ports.ts'
import type { RegistrationFaultName } from './registration-faults.ts'
import { createRegistrationProvider, type RegistrationPolicy } from './registration-provider.ts'
import type { Sandbox } from './sandbox.ts'

/** A request that reached the registration endpoint, or the URL of a registered client. */
interface ReceivedRegistration {
  readonly method: string
  readonly contentType: string
  readonly authorization: string | null
  readonly body: string
}

/**
 * A server at which clients register themselves (RFC 7591, RFC 7592), and the directory of its ecosystem. No
 * client exists at the start.
 */
export interface RegistrationServer extends Pick<
  Sandbox,
  'issuer' | 'clients' | 'origins' | 'close'
> {
  readonly directory: Directory
  readonly app: Pick<Sandbox['app'], 'calls'>
  readonly redirectUri: string
  /** Every request that reached the registration endpoint so far, octet for octet. */
  readonly received: () => readonly ReceivedRegistration[]
  /** Switches a fault on for all requests from now on; null switches it off. */
  readonly setFault: (name: RegistrationFaultName | null) => void
}

const usual: RegistrationPolicy = {
  ecosystem: 'plain',
  statement: 'optional',
  initialAccessToken: null,
}

/** Starts the server, the directory and the application on loopback ports. */
export async function startRegistrationServer(
  chosen: Partial<RegistrationPolicy> = {},
): Promise<RegistrationServer> {
  const policy = { ...usual, ...chosen }
  const { origins, serve, close } = await openPorts({}, {})
  const issuer = origins.authorization
  const redirectUri = `${origins.app}/cb`
  const [keys, directory] = await Promise.all([
    createServerKeys(['PS256']),
    createDirectory(origins.registration, { redirectUris: [redirectUri], roles: ['AISP', 'PISP'] }),
  ])
  let fault: RegistrationFaultName | null = null
  const provider = createRegistrationProvider({
    issuer,
    keys,
    directory,
    policy,
    fault: () => fault,
  })
  const answer = provider.callback()
  const interact = createInteractionHandler(provider, {
    assignments: createAssignments(),
    resource: issuer,
    decision: 'ask',
  })
  const app = createApp()
  const received: ReceivedRegistration[] = []

  const server: Handler = async (req, res) => {
    const path = pathOf(req)
    if (interactionPath.test(path)) return interact(req, res)
    if (path === '/auth') forgetSession(req)
    if (path.startsWith('/reg')) {
      const { authorization, 'content-type': contentType = '' } = req.headers
      const entry = { method: req.method ?? '', contentType, authorization: authorization ?? null }
      // The provider reads the same stream: it is copied as it arrives.
      const chunks: Buffer[] = []
      req.on('data', (chunk: Buffer) => chunks.push(chunk))
      req.pause()
      res.on('finish', () =>
        received.push({ ...entry, body: Buffer.concat(chunks).toString('utf8') }),
      )
    }
    return answer(req, res)
  }

  serve({
    authorization: server,
    backChannel: (_req, res) => notFound(res),
    jwks: (_req, res) => notFound(res),
    registration: directory.handle,
    mtls: (_req, res) => notFound(res),
    app: app.handle,
    sameSiteApp: app.handle,
    secureApp: (_req, res) => notFound(res),
  })

  return {
    issuer,
    origins,
    clients: [],
    directory,
    redirectUri,
    app: { calls: app.calls },
    received: () => received,
    setFault: (name) => (fault = name),
    close,
  }
}
