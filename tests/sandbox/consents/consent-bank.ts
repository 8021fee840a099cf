import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import { createLocalJWKSet, jwtVerify } from 'jose'
import type { Provider } from 'oidc-provider'
import { createApp } from '../app.ts'
import { createAssignments } from '../assignments.ts'
import { forgetSession, interactionPath, notFound, pathOf, sendJson } from '../handlers.ts'
import { createInteractionHandler, type DecidedConsents } from '../interaction.ts'
import { createServerKeys } from '../keys.ts'
import { openPorts, type Handler } from '../ports.ts'
import type { Sandbox } from '../sandbox.ts'
import { settingsFrom } from '../settings.ts'
import { createClient, type TestClient } from '../test-clients.ts'
import { berlinGroup } from './berlin-group.ts'
import { brazil } from './brazil.ts'
import { cdr } from './cdr.ts'
import { addScope, arrangementPath, createConsentProvider } from './consent-provider.ts'
import {
  isJson,
  now,
  type ApiCall,
  type Caller,
  type Consent,
  type ConsentFault,
  type Consents,
  type Ecosystem,
} from './ecosystem.ts'
import { withHttpSignature, type PayloadKeys } from './payload-signing.ts'
import { createEvents } from './events.ts'
import { uk } from './uk.ts'

const ecosystems = { uk, brazil, berlinGroup, cdr } as const satisfies Record<string, Ecosystem>

export type EcosystemName = keyof typeof ecosystems

/**
 * A bank with consent resources, as one ecosystem has them: an authorization server, and an API on an origin of
 * its own that checks token, headers and body. Approving a request authorises the consent that it names.
 */
export interface ConsentBank extends Pick<Sandbox, 'issuer' | 'clients' | 'origins' | 'close'> {
  /** The base of the API. */
  readonly resourceBase: string
  readonly scopes: readonly string[]
  readonly acr: string
  readonly consents: () => readonly Consent[]
  /** The calls of the API so far: method and path. */
  readonly calls: () => readonly string[]
  /** Changes one thing from now on; null stops that. */
  readonly spoil: (fault: ConsentFault | null) => void
  /** An event happens, and its SET waits to be polled. Gives its `jti`. */
  readonly emit: (type: string, event: object) => string
  /** What was acknowledged and refused so far. */
  readonly settled: () => readonly string[]
  /** The user ends the consent at the bank. */
  readonly end: (id: string) => void
}

function createConsents(
  keys: PayloadKeys,
  fault: () => ConsentFault | null,
  onCreated: (id: string) => void,
) {
  const all = new Map<string, Consent>()
  const grants = new Map<string, string>()
  const change = (consent: Consent, state: Consent['state']) => {
    consent.state = state
    consent.updated = now()
  }
  const consents: Consents = {
    keys,
    fault,
    create(id, clientId, request) {
      const at = now()
      const consent: Consent = { id, clientId, created: at, updated: at, request, state: 'waiting' }
      all.set(id, consent)
      onCreated(id)
      return consent
    },
    find: (id) => all.get(id),
    withdraw: (consent) => change(consent, 'withdrawn'),
    ofGrant: (grantId) => all.get(grants.get(grantId ?? '') ?? ''),
  }
  return { all, grants, change, consents }
}

type State = ReturnType<typeof createConsents>

/** Approving authorises the consent that the request names; in the CDR, it creates the arrangement. */
function decisionsOf({ consentIdOf }: Ecosystem, state: State, isCdr: boolean): DecidedConsents {
  const { consents, change, grants } = state
  const named = (params: Record<string, unknown>) => consents.find(consentIdOf(params) ?? '')
  return {
    refusalOf(params) {
      if (isCdr) return undefined
      const consent = named(params)
      const isOpen = consent?.state === 'waiting' || consent?.state === 'active'
      return isOpen
        ? undefined
        : { error: 'access_denied', error_description: 'The consent is unknown or has ended' }
    },
    approved(params, grantId) {
      const consent = isCdr
        ? consents.create(randomUUID(), String(params['client_id']), { claims: params['claims'] })
        : named(params)
      if (!consent) return
      grants.set(grantId, consent.id)
      if (consents.fault() !== 'never-authorised') change(consent, 'active')
    },
    denied(params) {
      const consent = named(params)
      if (consent) change(consent, 'refused')
    },
  }
}

/** Who presents an access token; undefined if it is not valid. */
async function callerOf(provider: Provider, req: IncomingMessage): Promise<Caller | undefined> {
  const [scheme = '', value = ''] = (req.headers.authorization ?? '').split(' ')
  if (scheme.toLowerCase() !== 'bearer' || value === '') return undefined
  const ofUser = await provider.AccessToken.find(value)
  const token = ofUser ?? (await provider.ClientCredentials.find(value))
  if (!token?.isValid || token.clientId === undefined) return undefined
  return {
    of: ofUser ? 'user' : 'client',
    clientId: token.clientId,
    scopes: token.scopes,
    grantId: ofUser?.grantId,
  }
}

const interactionHeader = 'x-fapi-interaction-id'

/** The arrangement revocation endpoint of the CDR, with `private_key_jwt`. */
function createArrangements(client: TestClient, issuer: string, { consents }: State): Handler {
  const keys = createLocalJWKSet({ keys: [client.key.publicJwk] })
  const used = new Set<string>()
  return async (req, res) => {
    const interactionId = req.headers[interactionHeader]
    if (typeof interactionId === 'string') res.setHeader(interactionHeader, interactionId)
    const form = new URLSearchParams(await text(req))
    const assertion = form.get('client_assertion') ?? ''
    const isClient = await jwtVerify(assertion, keys, {
      issuer: client.clientId,
      subject: client.clientId,
      audience: [issuer, issuer + arrangementPath],
      requiredClaims: ['exp', 'jti'],
    }).then(
      ({ payload }) => {
        const isFresh = !used.has(payload.jti ?? '')
        used.add(payload.jti ?? '')
        return isFresh
      },
      () => false,
    )
    if (req.method !== 'POST' || !isClient) return sendJson(res, 401, { error: 'invalid_client' })
    const id = form.get('cdr_arrangement_id') ?? ''
    const arrangement = consents.find(id)
    if (!arrangement || arrangement.state !== 'active')
      return sendJson(res, 422, {
        errors: [
          {
            code: 'urn:au-cds:error:cds-all:Authorisation/InvalidArrangement',
            title: 'Invalid Consent Arrangement',
            detail: id,
          },
        ],
      })
    consents.withdraw(arrangement)
    return res.writeHead(204).end()
  }
}

/** Starts the bank and an application on loopback ports. */
export async function startConsentBank(name: EcosystemName): Promise<ConsentBank> {
  const ecosystem: Ecosystem = ecosystems[name]
  const isCdr = name === 'cdr'
  const settings = settingsFrom({ kind: 'wide', dpop: 'off', responseModes: ['query'] })
  const { origins, serve, close } = await openPorts({}, {})
  const issuer = origins.authorization
  const plan = {
    name: 'Consent client',
    authMethod: 'private_key_jwt',
    alg: 'PS256',
    metadata: {
      scope: undefined,
      response_types: ['code'],
      grant_types: ['authorization_code', 'client_credentials', 'refresh_token'],
    },
  } as const
  const [keys, client] = await Promise.all([
    createServerKeys(['PS256']),
    createClient(
      'consent-client',
      {
        ...plan,
        metadata: {
          ...plan.metadata,
          response_types: ['code'],
          grant_types: [...plan.metadata.grant_types],
        },
      },
      {
        origins,
        settings,
        authority: undefined,
      },
    ),
  ])
  let fault: ConsentFault | null = null
  const state = createConsents(
    { server: keys, clientJwk: client.key.publicJwk },
    () => fault,
    // A scope that names a consent exists once the consent does.
    (id) => {
      if (ecosystem.scopeOf) addScope(provider, ecosystem.scopeOf(id))
    },
  )
  const provider = createConsentProvider({
    issuer,
    keys,
    client,
    ecosystem,
    arrangementOf: isCdr ? (grantId) => state.consents.ofGrant(grantId) : undefined,
  })
  const callback = provider.callback()
  const interact = createInteractionHandler(provider, {
    assignments: createAssignments(),
    resource: origins.registration,
    decision: 'ask',
    consents: decisionsOf(ecosystem, state, isCdr),
    acr: ecosystem.acr,
  })
  const events = createEvents({ issuer, keys, audience: client.clientId, fault: () => fault })
  const revokeArrangement = createArrangements(client, issuer, state)
  const app = createApp()
  const calls: string[] = []

  const api: Handler = async (req, res) => {
    const { method = '' } = req
    const path = pathOf(req)
    calls.push(`${method} ${path}`)
    const sent = req.headers[interactionHeader]
    if (fault !== 'no-interaction-id')
      res.setHeader(interactionHeader, typeof sent === 'string' ? sent : randomUUID())
    const body = await text(req)
    const call: ApiCall = {
      method,
      path,
      query: new URL(req.url ?? '/', issuer).searchParams,
      origin: origins.registration,
      headers: req.headers,
      url: `${origins.registration}${path}`,
      text: body,
      json: jsonOf(body),
      caller: await callerOf(provider, req),
    }
    const answer = withHttpSignature(
      call,
      path === ecosystem.eventsPath && method === 'POST'
        ? events.poll(call)
        : ecosystem.api(call, state.consents),
      fault,
      state.consents.keys,
    )
    const headers = { 'cache-control': 'no-store', ...answer.headers }
    if (!answer.body) return res.writeHead(answer.status, headers).end()
    if (answer.text === undefined) return sendJson(res, answer.status, answer.body, headers)
    res.writeHead(answer.status, { 'content-type': 'application/json', ...headers })
    return res.end(answer.text)
  }

  serve({
    authorization: (req, res) => {
      const path = pathOf(req)
      if (interactionPath.test(path)) return interact(req, res)
      if (isCdr && path === arrangementPath) return revokeArrangement(req, res)
      forgetSession(req)
      return callback(req, res)
    },
    backChannel: (_req, res) => notFound(res),
    jwks: (_req, res) => notFound(res),
    registration: api,
    mtls: (_req, res) => notFound(res),
    app: app.handle,
    sameSiteApp: app.handle,
    secureApp: (_req, res) => notFound(res),
  })

  return {
    issuer,
    origins,
    clients: [client],
    resourceBase: origins.registration,
    scopes: ecosystem.scopes,
    acr: ecosystem.acr,
    consents: () => [...state.all.values()],
    calls: () => calls,
    spoil: (next) => {
      fault = next
    },
    end: (id) => {
      const consent = state.consents.find(id)
      if (consent) state.change(consent, 'withdrawn')
    },
    emit: events.emit,
    settled: events.settled,
    close,
  }
}

function jsonOf(body: string): ApiCall['json'] {
  try {
    const value: unknown = JSON.parse(body)
    return isJson(value) ? value : null
  } catch {
    return null
  }
}
