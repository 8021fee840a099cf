import type { KoaContextWithOIDC, Provider } from 'oidc-provider'
import { decodeJwt, decodeProtectedHeader } from 'jose'
import { faultOf, pushedIdOf, redirectWays } from './assignments.ts'
import type { Assignment, Assignments, RedirectBy } from './assignments.ts'
import { carryResponse } from './authorization-response.ts'
import { discoveryDocument } from './discovery.ts'
import { isFaultName } from './faults.ts'
import type { ServerKeys } from './keys.ts'
import type { Origins } from './origins.ts'
import type { SandboxSettings } from './settings.ts'

/** Headers with which a pushed authorization request asks for something special. */
export const sandboxHeaders = { fault: 'sandbox-fault', redirect: 'sandbox-redirect' } as const

const requestUriPrefix = 'urn:ietf:params:oauth:request_uri:'

interface Surroundings {
  readonly provider: Provider
  readonly origins: Origins
  readonly settings: SandboxSettings
  readonly keys: ServerKeys
  readonly assignments: Assignments
}

type Adjust = (ctx: KoaContextWithOIDC, around: Surroundings) => Promise<void> | void

const isRedirectWay = (name: string): name is RedirectBy => redirectWays.some((way) => way === name)

function assignmentFrom(ctx: KoaContextWithOIDC): Assignment {
  const fault = ctx.get(sandboxHeaders.fault)
  const redirectBy = ctx.get(sandboxHeaders.redirect)
  if (fault && !isFaultName(fault)) ctx.throw(400, `There is no fault ${fault}`)
  if (redirectBy && !isRedirectWay(redirectBy)) ctx.throw(400, `There is no way ${redirectBy}`)
  return {
    fault: isFaultName(fault) ? fault : undefined,
    redirectBy: isRedirectWay(redirectBy) ? redirectBy : undefined,
  }
}

/** Makes a request_uri live as long as its fault or the settings say, and returns the seconds. */
async function setLifetime(id: string, assignment: Assignment, around: Surroundings) {
  const lifetime = faultOf(assignment).requestUriLifetime ?? around.settings.requestUriLifetime
  const pushed = await around.provider.PushedAuthorizationRequest.find(id)
  await pushed?.save(lifetime)
  return lifetime
}

/** Says that something is special about a request that was pushed already. */
export async function assignTo(requestUri: string, assignment: Assignment, around: Surroundings) {
  const id = requestUri.replace(requestUriPrefix, '')
  around.assignments.assign(id, assignment)
  if (faultOf(assignment).requestUriLifetime !== undefined) {
    await setLifetime(id, assignment, around)
  }
}

/** The id of the pushed request to which an answer of the authorization endpoint belongs. */
function requestIdOf(ctx: KoaContextWithOIDC): string | undefined {
  const { PushedAuthorizationRequest, Interaction } = ctx.oidc.entities
  return PushedAuthorizationRequest?.jti ?? pushedIdOf(Interaction)
}

const adjustDiscovery: Adjust = (ctx, { origins, settings }) => {
  ctx.body = discoveryDocument(ctx.body as Record<string, unknown>, origins, settings)
  ctx.set('access-control-allow-origin', '*')
}

const adjustPushed: Adjust = async (ctx, around) => {
  const id = ctx.oidc.entities.PushedAuthorizationRequest?.jti
  if (ctx.status !== 201 || id === undefined) return
  const assignment = assignmentFrom(ctx)
  around.assignments.assign(id, assignment)
  const lifetime = await setLifetime(id, assignment, around)
  const promised = faultOf(assignment).promisesUsualLifetime
    ? around.settings.requestUriLifetime
    : lifetime
  ctx.body = { ...(ctx.body as object), expires_in: promised }
}

// A response by form_post or inside a JWT goes out as it is: only redirects are changed here.
const adjustAuthorization: Adjust = (ctx, { assignments }) => {
  const id = requestIdOf(ctx)
  const code = ctx.oidc.entities.AuthorizationCode?.jti
  if (id !== undefined && code !== undefined) assignments.handOn(id, code)
  const location = String(ctx.res.getHeader('location') ?? '')
  const redirectUri = ctx.oidc.params?.['redirect_uri']
  if (id === undefined || typeof redirectUri !== 'string' || !location.startsWith(redirectUri)) {
    return
  }
  const { status, headers, body } = carryResponse(location, assignments.ofRequest(id))
  ctx.remove('location')
  ctx.status = status
  ctx.set(headers)
  ctx.body = body
}

const adjustToken: Adjust = async (ctx, { assignments, keys }) => {
  const body = ctx.body as { id_token?: string }
  const { idToken } = faultOf(assignments.ofCode(ctx.oidc.entities.AuthorizationCode?.jti))
  if (ctx.status !== 200 || idToken === undefined || body.id_token === undefined) return
  const opened = {
    header: { ...decodeProtectedHeader(body.id_token) },
    claims: decodeJwt(body.id_token),
    signature: body.id_token.split('.')[2] ?? '',
  }
  ctx.body = { ...body, id_token: await idToken(opened, keys) }
}

/** What the sandbox changes in the answers of oidc-provider, by the name of the route. */
const adjustments: Readonly<Record<string, Adjust>> = {
  discovery: adjustDiscovery,
  pushed_authorization_request: adjustPushed,
  authorization: adjustAuthorization,
  resume: adjustAuthorization,
  token: adjustToken,
}

/** Only the discovery document is readable across origins, as on the real server. */
function dropCors(ctx: KoaContextWithOIDC): void {
  for (const name of Object.keys(ctx.response.headers)) {
    if (name.startsWith('access-control-')) ctx.remove(name)
  }
}

/** Puts the adjustments before the routes of the provider. */
export function installAdjustments(around: Surroundings): void {
  around.provider.use(async (ctx, next) => {
    await next()
    const context = ctx as KoaContextWithOIDC
    const route = context.oidc?.route ?? ''
    if (route !== 'discovery') dropCors(context)
    await adjustments[route]?.(context, around)
  })
}
