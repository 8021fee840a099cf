import type { KoaContextWithOIDC, Provider } from 'oidc-provider'
import { endpointRoutes, type Answer } from './answer-faults.ts'
import {
  faultOf,
  firstOf,
  isDecision,
  pushedIdOf,
  says,
  type Assignment,
  type Assignments,
} from './assignments.ts'
import { carry, isRedirectWay } from './carriers.ts'
import type { Departures } from './departures.ts'
import { discoveryBehaviours } from './discovery-behaviours.ts'
import { discoveryDocument } from './discovery.ts'
import { isFaultName } from './faults.ts'
import { destinationOf, readFrontResponse, spoilResponse } from './front-response.ts'
import type { Claims, ServerKeys } from './keys.ts'
import type { Origins } from './origins.ts'
import { respellIdToken, respellJwt } from './respell.ts'
import type { SandboxSettings } from './settings.ts'

/** Headers with which a pushed authorization request asks for special behaviour. */
export const sandboxHeaders = {
  fault: 'sandbox-fault',
  redirectBy: 'sandbox-redirect',
  decision: 'sandbox-decision',
} as const

const requestUriPrefix = 'urn:ietf:params:oauth:request_uri:'

interface Surroundings {
  readonly provider: Provider
  readonly origins: Origins
  readonly settings: SandboxSettings
  readonly keys: ServerKeys
  readonly assignments: Assignments
  readonly departures: Departures
}

type Adjust = (ctx: KoaContextWithOIDC, around: Surroundings) => Promise<void> | void

/** Reads one header; throws for an unknown name. */
function readHeader<Name extends string>(
  ctx: KoaContextWithOIDC,
  header: string,
  isName: (name: string) => name is Name,
): Name | undefined {
  const name = ctx.get(header)
  if (name === '') return undefined
  return isName(name) ? name : ctx.throw(400, `Unknown value of ${header}: ${name}`)
}

const assignmentFrom = (ctx: KoaContextWithOIDC): Assignment => ({
  fault: readHeader(ctx, sandboxHeaders.fault, isFaultName),
  redirectBy: readHeader(ctx, sandboxHeaders.redirectBy, isRedirectWay),
  decision: readHeader(ctx, sandboxHeaders.decision, isDecision),
})

/** Sets the lifetime of a request_uri from its fault or the settings, and returns the seconds. */
async function setLifetime(id: string, assignment: Assignment, around: Surroundings) {
  const lifetime = faultOf(assignment).requestUriLifetime ?? around.settings.requestUriLifetime
  const pushed = await around.provider.PushedAuthorizationRequest.find(id)
  await pushed?.save(lifetime)
  return lifetime
}

/** Assigns special behaviour to a request that was pushed already. */
export async function assignTo(requestUri: string, assignment: Assignment, around: Surroundings) {
  const id = requestUri.replace(requestUriPrefix, '')
  around.assignments.assign(id, assignment)
  if (faultOf(assignment).requestUriLifetime !== undefined) {
    await setLifetime(id, assignment, around)
  }
}

/** The id of the pushed request that a response of the authorization endpoint belongs to. */
function requestIdOf(ctx: KoaContextWithOIDC): string | undefined {
  const { PushedAuthorizationRequest, Interaction } = ctx.oidc.entities
  return PushedAuthorizationRequest?.jti ?? pushedIdOf(Interaction)
}

/** The ids of the grants and codes that a back channel response belongs to. */
function resultIdsOf(ctx: KoaContextWithOIDC): readonly (string | undefined)[] {
  const { AuthorizationCode, RefreshToken, AccessToken } = ctx.oidc.entities
  return [AuthorizationCode?.jti, RefreshToken?.grantId, AccessToken?.grantId]
}

/**
 * The special behaviour for a response: from its request, code or grant, otherwise from its client.
 */
export function assignmentOf(ctx: KoaContextWithOIDC, assignments: Assignments): Assignment {
  return firstOf(
    assignments.ofRequest(requestIdOf(ctx)),
    ...resultIdsOf(ctx).map(assignments.ofResult),
    assignments.ofClient(ctx.oidc.client?.clientId),
  )
}

const adjustDiscovery: Adjust = (ctx, { origins, settings }) => {
  const { document, contentType, body } = discoveryBehaviours[settings.discovery]
  const own = discoveryDocument(ctx.body as Claims, origins, settings)
  ctx.body = body ?? JSON.stringify(document ? document(own) : own)
  ctx.set('content-type', contentType ?? 'application/json; charset=utf-8')
  ctx.set('access-control-allow-origin', '*')
}

const adjustPushed: Adjust = async (ctx, around) => {
  const id = ctx.oidc.entities.PushedAuthorizationRequest?.jti
  if (ctx.status !== 201 || id === undefined) return
  const ofClient = around.assignments.ofClient(ctx.oidc.client?.clientId)
  const assignment = firstOf(assignmentFrom(ctx), ofClient)
  around.assignments.assign(id, assignment)
  const lifetime = await setLifetime(id, assignment, around)
  const promised = faultOf(assignment).promisesUsualLifetime
    ? around.settings.requestUriLifetime
    : lifetime
  ctx.body = { ...(ctx.body as object), expires_in: promised }
}

function handOn(ctx: KoaContextWithOIDC, assignments: Assignments): void {
  const id = requestIdOf(ctx)
  const { AuthorizationCode: code } = ctx.oidc.entities
  if (id === undefined || code === undefined) return
  assignments.handOn(id, code.jti)
  if (code.grantId !== undefined) assignments.handOn(id, code.grantId)
}

const adjustAuthorization: Adjust = async (ctx, { assignments, keys, departures, origins }) => {
  handOn(ctx, assignments)
  const assignment = assignmentOf(ctx, assignments)
  const response = readFrontResponse(ctx)
  if (!response || (response.container === 'form' && !says(assignment))) return
  const fault = faultOf(assignment)
  const destination = destinationOf(await spoilResponse(response, fault, keys), fault)
  const server = { departures, origins }
  const { status, headers, body } = carry(destination, assignment.redirectBy, server)
  ctx.remove('location')
  ctx.status = status
  ctx.set(headers)
  ctx.body = body
}

interface TokenResponse extends Claims {
  readonly id_token?: string
  readonly access_token?: string
}

const adjustToken: Adjust = async (ctx, { assignments, keys }) => {
  if (ctx.status !== 200) return
  const { idToken, accessToken, token } = faultOf(assignmentOf(ctx, assignments))
  const body = ctx.body as TokenResponse
  const { id_token, access_token } = body
  const changed = {
    ...body,
    ...(idToken && id_token ? { id_token: await respellIdToken(id_token, idToken, keys) } : {}),
    ...(accessToken && access_token
      ? { access_token: respellJwt(access_token, accessToken, keys) }
      : {}),
  }
  ctx.body = token ? token(changed) : changed
}

const adjustUserInfo: Adjust = (ctx, { assignments, keys }) => {
  const { userInfo } = faultOf(assignmentOf(ctx, assignments))
  if (ctx.status !== 200 || !userInfo) return
  const body = ctx.body as Claims | string
  ctx.body = typeof body === 'string' ? respellJwt(body, userInfo, keys) : userInfo(body)
}

const adjustIntrospection: Adjust = (ctx, { assignments }) => {
  const { introspection } = faultOf(assignmentOf(ctx, assignments))
  if (ctx.status !== 200 || !introspection || typeof ctx.body === 'string') return
  ctx.body = introspection(ctx.body as Claims)
}

/** The changes of the sandbox to the responses of oidc-provider, by the name of the route. */
const adjustments: Readonly<Record<string, Adjust>> = {
  discovery: adjustDiscovery,
  pushed_authorization_request: adjustPushed,
  authorization: adjustAuthorization,
  resume: adjustAuthorization,
  token: adjustToken,
  userinfo: adjustUserInfo,
  introspection: adjustIntrospection,
}

const asText = (body: unknown) => (typeof body === 'string' ? body : JSON.stringify(body ?? ''))

/** Applies a fault to the finished response of an endpoint. */
const spoilAnswer: Adjust = async (ctx, { assignments, settings }) => {
  const { answer } = faultOf(assignmentOf(ctx, assignments))
  if (!answer || endpointRoutes[answer.endpoint] !== ctx.oidc.route) return
  const contentType = ctx.response.get('content-type') || 'application/json; charset=utf-8'
  const finished = { status: ctx.status, contentType, body: asText(ctx.body) }
  const spoiled: Answer = await answer.spoil(finished, settings.slowness)
  ctx.status = spoiled.status
  ctx.body = spoiled.body
  if (spoiled.contentType === undefined) ctx.remove('content-type')
  else ctx.set('content-type', spoiled.contentType)
}

/** Only the discovery document is readable across origins, as on the real server. */
function dropCors(ctx: KoaContextWithOIDC): void {
  for (const name of Object.keys(ctx.response.headers)) {
    if (name.startsWith('access-control-')) ctx.remove(name)
  }
}

/** Installs the adjustments before the routes of the provider. */
export function installAdjustments(around: Surroundings): void {
  around.provider.use(async (ctx, next) => {
    await next()
    const context = ctx as KoaContextWithOIDC
    const route = context.oidc?.route ?? ''
    if (route !== 'discovery' && !around.settings.cors) dropCors(context)
    await adjustments[route]?.(context, around)
    if (context.oidc) await spoilAnswer(context, around)
  })
}
