import { isObject, jsonText, readJson, type JsonObject } from '@/lib/model/json'
import type { Params } from '@/lib/model/params'
import { isSameJson } from '@/lib/model/same-json'
import { isReachable, parseUrl } from '@/lib/model/url'
import { authorizationParameters } from '../authorization-parameters'
import { binds } from '../bodies'
import { finding } from '../builders'
import { asksForOpenId, isPushedRequest } from '../effective-parameters'
import { given } from '../reading'
import { defineRule, notObserved, type CheckResult } from '../rule'

const on = 'authorization-request'

/** Rules about where the parameters are: in a request object, beside it, or in the URL. */
export const objectRules = [
  /**
   * OpenID Connect permits a signed request object without TLS. Its signature was not observed.
   *
   * @see [OpenID Connect Core](https://openid.net/specs/openid-connect-core-1_0.html#rfc.section.6.2)
   */
  defineRule({
    id: 'az-request-uri-https',
    on,
    about: 'request_uri',
    refs: ['RFC9101-5.2', 'OIDC-CORE-6.2'],
    check(artefact) {
      const { message, context } = artefact
      const url = parseUrl(given(message.params, 'request_uri') ?? '')
      if (!url || !/^https?:$/.test(url.protocol) || isPushedRequest(artefact)) return undefined
      if (isReachable(url)) return []
      const mayBeSigned = asksForOpenId(message) && !binds(context.ruleProfile, 'FAPI1A', 'FAPI2')
      return mayBeSigned ? notObserved : [finding('scheme', `${url.protocol}//${url.host}`)]
    },
  }),
  defineRule({
    id: 'az-request-param-forbidden',
    on,
    about: 'request',
    refs: ['FAPI2-SP-5.3.2.2', 'CDS'],
    check({ message: { params } }) {
      if (params.length === 0) return undefined
      return given(params, 'request') === undefined ? [] : [finding('present')]
    },
  }),
  defineRule({
    id: 'az-jar-required-fapi1',
    on,
    about: 'request',
    refs: ['FAPI1-ADV-5.2.2', 'FAPI1-ADV-5.2.3'],
    check({ message: { params } }) {
      if (params.length === 0) return undefined
      const isThere = ['request', 'request_uri'].some((name) => given(params, name) !== undefined)
      return isThere ? [] : [finding('missing')]
    },
  }),
  /**
   * Without PAR, an OpenID Connect request repeats `response_type` and `scope` outside the request object. FAPI
   * 1.0 also requires equal scopes. `client_id` has rules of its own.
   *
   * @see [OpenID Connect Core](https://openid.net/specs/openid-connect-core-1_0.html#rfc.section.6.1)
   * @see [FAPI 1.0 Advanced](https://openid.net/specs/openid-financial-api-part-2-1_0.html#section-5.2.3)
   */
  defineRule({
    id: 'az-jar-dup-params-fapi1',
    on,
    about: 'params',
    refs: ['FAPI1-ADV-5.2.3', 'OIDC-CORE-6.1'],
    check(artefact) {
      const { message, context, authorizationContext } = artefact
      const { ruleProfile } = context
      const { effective } = authorizationContext
      const hasObject = ['request', 'request_uri'].some((name) => given(message.params, name))
      // FAPI 2.0 has only the request objects of RFC 9101, which need no parameters outside.
      if (!hasObject || binds(ruleProfile, 'FAPI2') || isPushedRequest(artefact)) return undefined
      const isFapi1 = binds(ruleProfile, 'FAPI1A')
      const isOpenId = [message, effective].some((each) => each && asksForOpenId(each))
      if (!isFapi1 && !isOpenId) return effective ? undefined : notObserved
      return outsideFindings(message.params, effective?.object ?? null, isFapi1)
    },
  }),
  /** @see [RFC 9101](https://www.rfc-editor.org/rfc/rfc9101.html#section-6.3) */
  defineRule({
    id: 'az-params-outside-ignored',
    on,
    about: 'params',
    refs: ['RFC9101-5', 'RFC9101-6.3', 'RFC9101-10.7', 'FAPI1-ADV-5.2.2'],
    check({ message: { params }, authorizationContext: { effective }, context }) {
      // OpenID Connect Core, section 6.1, requires them outside, where `scope` need only contain `openid`.
      const isExempt = (name: string) =>
        name === 'client_id' || (name === 'scope' && !binds(context.ruleProfile, 'FAPI1A'))
      if (given(params, 'request') === undefined || given(params, 'request_uri') !== undefined)
        return undefined
      const outside = params.filter(
        ([name]) => !isExempt(name) && authorizationParameters.has(name),
      )
      if (outside.length === 0) return undefined
      const inside = effective?.object
      if (!inside) return notObserved
      const both = outside.filter(([name]) => inside[name] !== undefined)
      if (both.length === 0) return undefined
      return both
        .filter(([name, value]) => !isSameValue(value, inside[name]))
        .map(([name, value]) => finding('differs', `${name}: ${value}`, jsonText(inside[name])))
    },
  }),
] as const

/** Compares parameters outside a request object with its claims; null if these are not known. */
function outsideFindings(
  params: Params,
  inside: JsonObject | null,
  areScopesEqual: boolean,
): CheckResult {
  const repeated = ['response_type', 'scope'].filter(
    (name) => !inside || inside[name] !== undefined,
  )
  const missing = repeated
    .filter((name) => given(params, name) === undefined)
    .map((name) => finding('missing', name))
  if (!inside) return missing.length > 0 ? missing : notObserved
  const differing = repeated
    .filter((name) => areScopesEqual || name !== 'scope')
    .flatMap((name) => {
      const outside = given(params, name)
      return outside === undefined || outside === inside[name]
        ? []
        : [finding('differs', `${name}: ${outside}`, jsonText(inside[name]))]
    })
  return [...missing, ...differing]
}

function isSameValue(text: string, claim: unknown): boolean {
  if (text === jsonText(claim)) return true
  const isTree = isObject(claim) || Array.isArray(claim)
  return isTree && isSameJson(readJson(text).value, claim)
}
