import { errors } from 'oidc-provider'
import { createApp } from '../app.ts'
import { createAssignments } from '../assignments.ts'
import { forgetSession, interactionPath, notFound, pathOf } from '../handlers.ts'
import { createInteractionHandler } from '../interaction.ts'
import { createServerKeys } from '../keys.ts'
import { openPorts, type Handler } from '../ports.ts'
import type { Sandbox } from '../sandbox.ts'
import { customer, settingsFrom } from '../settings.ts'
import { createClient, type ClientPlan, type DecoupledClientId } from '../test-clients.ts'
import type { DecoupledFaultName } from './decoupled-faults.ts'
import {
  createDecoupledProvider,
  type DecoupledSettings,
  type ReceivedPoll,
} from './decoupled-provider.ts'

/** A server whose users decide on another device: backchannel authentication (CIBA) and the device grant (RFC 8628). */
export interface DecoupledServer extends Pick<Sandbox, 'issuer' | 'clients' | 'origins' | 'close'> {
  /** What the user does with the newest backchannel request, on another device. */
  readonly decide: (decision: 'approve' | 'deny') => Promise<void>
  /** The polls that reached the token endpoint so far. */
  readonly polls: () => readonly ReceivedPoll[]
  /** Switches a fault on for all requests from now on; null switches it off. */
  readonly setFault: (name: DecoupledFaultName | null) => void
}

const usual: DecoupledSettings = {
  interval: 1,
  lifetime: 60,
  dpop: false,
  deliveryModes: ['poll'],
  isOff: false,
}

const grants = [
  'authorization_code',
  'refresh_token',
  'urn:openid:params:grant-type:ciba',
  'urn:ietf:params:oauth:grant-type:device_code',
]

const plans: Readonly<Record<DecoupledClientId, Pick<ClientPlan, 'name' | 'authMethod'>>> = {
  'decoupled-key': { name: 'Key client', authMethod: 'private_key_jwt' },
  'decoupled-secret': { name: 'Secret client', authMethod: 'client_secret_basic' },
  'decoupled-public': { name: 'Public client', authMethod: 'none' },
}

/** Starts the server and an application on loopback ports. */
export async function startDecoupledServer(
  chosen: Partial<DecoupledSettings> = {},
): Promise<DecoupledServer> {
  const settings = { ...usual, ...chosen }
  const { origins, serve, close } = await openPorts({}, {})
  const issuer = origins.authorization
  const place = {
    origins,
    settings: settingsFrom({ kind: 'wide', dpop: 'off', responseModes: ['query'] }),
    authority: undefined,
  }
  const made = Object.entries(plans).map(([id, plan]) =>
    createClient(
      id as DecoupledClientId,
      {
        ...plan,
        alg: 'PS256',
        metadata: {
          scope: undefined,
          response_types: ['code'],
          grant_types: settings.isOff ? grants.slice(0, 2) : [...grants],
          ...(settings.isOff ? {} : deliveryOf(settings)),
        },
      },
      place,
    ),
  )
  const [keys, clients] = await Promise.all([createServerKeys(['PS256']), Promise.all(made)])
  let fault: DecoupledFaultName | null = null
  let newest: string | null = null
  const polls: ReceivedPoll[] = []
  const provider = createDecoupledProvider({
    issuer,
    keys,
    clients,
    settings,
    fault: () => fault,
    asked: (requestId) => {
      newest = requestId
    },
    polled: (poll) => void polls.push(poll),
  })
  const answer = provider.callback()
  const interact = createInteractionHandler(provider, {
    assignments: createAssignments(),
    resource: origins.registration,
    decision: 'ask',
  })
  const app = createApp()
  const server: Handler = (req, res) => {
    const path = pathOf(req)
    if (interactionPath.test(path)) return interact(req, res)
    if (path === '/auth') forgetSession(req)
    return answer(req, res)
  }
  serve({
    authorization: server,
    backChannel: (_req, res) => notFound(res),
    jwks: (_req, res) => notFound(res),
    registration: (_req, res) => notFound(res),
    mtls: (_req, res) => notFound(res),
    app: app.handle,
    sameSiteApp: app.handle,
    secureApp: (_req, res) => notFound(res),
  })

  async function decide(decision: 'approve' | 'deny'): Promise<void> {
    const request = newest && (await provider.BackchannelAuthenticationRequest.find(newest))
    if (!request || typeof request === 'string') throw new Error('No backchannel request')
    if (decision === 'deny') {
      await provider.backchannelResult(request, new errors.AccessDenied('The user denied it'))
      return
    }
    const grant = new provider.Grant({
      accountId: customer.username,
      clientId: String(request.clientId),
    })
    grant.addOIDCScope(String(request.scope))
    await grant.save()
    const result = provider.backchannelResult(request, grant, {
      acr: 'urn:openbanking:psd2:sca',
      amr: ['pop'],
      authTime: Math.floor(Date.now() / 1000),
    })
    // The decision is stored before the ping, which reaches no one.
    await (settings.deliveryModes.includes('poll') ? result : result.catch(() => undefined))
  }

  return {
    issuer,
    origins,
    clients,
    decide,
    polls: () => polls,
    setFault: (name) => {
      fault = name
    },
    close,
  }
}

/** Ping clients register an address that nothing at this server can reach. */
function deliveryOf({ deliveryModes }: DecoupledSettings) {
  if (deliveryModes.includes('poll')) return { backchannel_token_delivery_mode: 'poll' as const }
  return {
    backchannel_token_delivery_mode: 'ping' as const,
    backchannel_client_notification_endpoint: 'https://client.invalid/ping',
  }
}
