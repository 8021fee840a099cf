import { interactionPolicy, type Configuration } from 'oidc-provider'
import { errorPage } from './pages.ts'
import { customer } from './settings.ts'
import { createStore } from './store.ts'

const hour = 60 * 60

/**
 * When to ask for consent: not only because the application is native, since `prompt=none` would then
 * never succeed.
 */
function whenToAsk() {
  const policy = interactionPolicy.base()
  policy.get('consent')?.checks.remove('native_client_prompt')
  return policy
}

/** The configuration that all imitated servers share: the user, the pages, the lifetimes. */
export const commonConfiguration = ({
  codeLifetime,
}: {
  readonly codeLifetime: number
}): Configuration => ({
  adapter: createStore(),
  claims: {
    openid: ['sub'],
    profile: ['name', 'given_name', 'family_name', 'preferred_username', 'picture'],
    auth_time: null,
    acr: null,
    amr: null,
    email: null,
    email_verified: null,
    id_type: null,
    hashed_id_number: null,
  },
  subjectTypes: ['public'],
  interactions: { policy: whenToAsk(), url: (_ctx, { uid }) => `/interaction/${uid}` },
  // The headers of the server determine whether a browser may read a response.
  clientBasedCORS: () => true,
  // Each consent requires its own login; no token depends on the browser's session.
  expiresWithSession: () => false,
  issueRefreshToken: (_ctx, client) => client.grantTypeAllowed('refresh_token'),
  findAccount: (_ctx, accountId) =>
    accountId === customer.username
      ? { accountId, claims: () => ({ sub: accountId, ...customer.claims }) }
      : undefined,
  renderError: (ctx, out) => {
    ctx.type = 'html'
    ctx.body = errorPage(out.error, out.error_description)
  },
  ttl: {
    AccessToken: hour / 12,
    AuthorizationCode: codeLifetime,
    ClientCredentials: hour / 12,
    Grant: 90 * 24 * hour,
    IdToken: hour,
    Interaction: hour,
    RefreshToken: 90 * 24 * hour,
    Session: hour,
  },
})
