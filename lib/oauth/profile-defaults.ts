import { fillTemplate, type TemplateFacts } from './authorization-details'
import type { ClientSettings, ProfileDraft } from './profile'
import type { RuleProfile } from '@/lib/model/rule-profiles'
import { headersOfProfile } from './call-headers'

const base: ClientSettings = {
  discovery: { kind: 'derived' },
  scope: 'openid',
  responseType: 'code',
  responseMode: '',
  claims: '',
  authorizationDetails: '',
  authorizationParams: [],
  tokenParams: [],
  headers: [],
  variables: [],
  resourceServers: [],
  clientAuth: {
    method: 'private_key_jwt',
    audience: 'issuer',
    lifetime: 60,
    extraClaims: '',
    extraHeader: '',
  },
  signingKeyId: null,
  decryptionKeyId: null,
  requestAs: 'parameters',
  sendBy: 'par',
  bindTokens: 'nothing',
  autoExchange: false,
  hold: false,
  codeLifetime: null,
  testSystem: false,
}

const plain: ClientSettings = { ...base, sendBy: 'url' }

/** FAPI 1.0 Advanced requires signed requests and certificate-bound tokens. */
const fapi1: ClientSettings = { ...plain, requestAs: 'request-object', bindTokens: 'certificate' }

/** The client settings that most servers of a rule profile expect. */
export const clientDefaults: Readonly<Record<RuleProfile, ClientSettings>> = {
  oauth2: plain,
  oauth21: plain,
  oidc: plain,
  fapi1: { ...fapi1, headers: headersOfProfile.fapi1 },
  fapi2: { ...base, bindTokens: 'dpop' },
  fapi2ms: { ...base, requestAs: 'request-object', responseMode: 'jwt', bindTokens: 'dpop' },
  ofm: {
    ...base,
    scope: 'openid accounts profile',
    requestAs: 'request-object',
    headers: headersOfProfile.ofm,
  },
  uk: { ...fapi1, scope: 'openid accounts', headers: headersOfProfile.uk },
  br: { ...fapi1, sendBy: 'par', headers: headersOfProfile.br },
  cdr: { ...fapi1, sendBy: 'par', responseMode: 'jwt', headers: headersOfProfile.cdr },
  saltedge: plain,
  // The Berlin Group has no OpenID Connect; its scopes name a consent, such as `AIS:1234`.
  bg: { ...plain, scope: '', headers: headersOfProfile.bg },
}

export const emptyDraft: ProfileDraft = {
  id: null,
  name: '',
  issuer: '',
  clientId: '',
  redirectUris: [],
  ruleProfile: 'ofm',
  addScopeOpenid: true,
  ...clientDefaults.ofm,
}

/** The defaults of a rule profile, with the values that depend on the date and the client. */
function defaultsFor(ruleProfile: RuleProfile, facts: TemplateFacts) {
  const authorizationDetails = ruleProfile === 'ofm' ? fillTemplate('account_access', facts) : ''
  return {
    addScopeOpenid: ruleProfile === 'ofm',
    ...clientDefaults[ruleProfile],
    authorizationDetails,
  }
}

/** The key of the draft of a new profile. The key of any other draft is the id of its profile. */
export const newDraftKey = 'new'

/** A new profile. The tester adds only the issuer, client, redirect_uri and key. */
export function newDraft(now: number): ProfileDraft {
  return { ...emptyDraft, ...defaultsFor('ofm', { now, clientId: '' }) }
}

type Defaults = ReturnType<typeof defaultsFor>

/** Changes a draft. Unedited fields get the new defaults, edited fields stay. */
function follow(draft: ProfileDraft, next: ProfileDraft, now: number): ProfileDraft {
  const before: Defaults = defaultsFor(draft.ruleProfile, { now, clientId: draft.clientId.trim() })
  const after: Defaults = defaultsFor(next.ruleProfile, { now, clientId: next.clientId.trim() })
  const untouched = (Object.keys(before) as (keyof Defaults)[]).filter(
    (field) => JSON.stringify(draft[field]) === JSON.stringify(before[field]),
  )
  return { ...next, ...Object.fromEntries(untouched.map((field) => [field, after[field]])) }
}

/**
 * Changes a field that the defaults depend on. A draft that is not saved yet gets the new defaults; in a
 * saved profile only this field changes.
 */
export function withBasis(
  draft: ProfileDraft,
  change: Partial<Pick<ProfileDraft, 'ruleProfile' | 'clientId'>>,
  now: number,
): ProfileDraft {
  const next = { ...draft, ...change }
  return draft.id === null ? follow(draft, next, now) : next
}
