import { isDpopType } from '@/lib/model/token-kinds'
import { isObject, textIn, type JsonObject } from '@/lib/model/json'
import { inIntrospection } from '../response-reading'
import type { JudgingContext } from '@/lib/facts/judging-context'
import { finding } from '../builders'
import { confirmation } from '../confirmation'
import { detailsBeyond } from '../grant-findings'
import { beyond, detailsIn } from '../grant-reading'
import { defineRule } from '../rule'
import type { Finding } from '@/lib/model/rule-result'
import { dateProblem, show, unusualDate } from '../token-reading'

const times = ['exp', 'iat', 'nbf'] as const

/**
 * The facts about an active token agree with the token response.
 *
 * @see [RFC 7662](https://www.rfc-editor.org/rfc/rfc7662.html#section-2.2)
 */
export default defineRule({
  id: 'ti-members',
  on: 'introspection-response',
  about: 'body',
  refs: ['RFC7662-2.2', 'RFC8705-3.2', 'RFC9449-6.2', 'RFC9396-9.2'],
  check: (artefact) =>
    inIntrospection(artefact, (members) => {
      if (members['active'] !== true) return undefined
      const { context } = artefact
      return [
        ...times.flatMap((name) => ofTime(name, members, context)),
        ...compared('iss', members, context.issuer),
        ...compared('client_id', members, context.clientId),
        ...ofBinding(members, context),
        ...ofScope(members, context),
        ...ofDetails(members, context),
      ]
    }),
})

function ofTime(name: string, members: JsonObject, context: JudgingContext): readonly Finding[] {
  if (members[name] === undefined) return []
  const problem = dateProblem(members[name], context)
  const found = problem ? [problem] : unusualDate(members[name])
  return found.map((each) => ({ ...each, seen: `${name}: ${each.seen ?? ''}` }))
}

function compared(
  name: 'iss' | 'client_id',
  members: JsonObject,
  expected: string | null,
): readonly Finding[] {
  const seen = members[name]
  if (seen === undefined || expected === null || seen === expected) return []
  return [finding(name, show(seen), expected)]
}

function ofBinding(members: JsonObject, { tokenContext }: JudgingContext): readonly Finding[] {
  const jkt = confirmation(members)?.['jkt']
  const isDpop = isDpopType(textIn(members, 'token_type'))
  if (jkt === undefined)
    return isDpop ? [finding('cnf_missing', null, tokenContext.dpopThumbprint)] : []
  if (tokenContext.dpopThumbprint === null || jkt === tokenContext.dpopThumbprint) return []
  return [finding('cnf', show(jkt), tokenContext.dpopThumbprint)]
}

function ofDetails(members: JsonObject, { tokenContext }: JudgingContext): readonly Finding[] {
  const details = members['authorization_details']
  const granted = tokenContext.response?.['authorization_details']
  if (details === undefined)
    return Array.isArray(granted) && granted.length > 0 ? [finding('details_missing')] : []
  const isList = Array.isArray(details) && details.every(isObject)
  if (!isList) return [finding('details_type')]
  const before = detailsIn(tokenContext.response)
  return (
    (before && detailsBeyond(before, details))?.map((each) => ({
      ...each,
      code: 'details_differ',
    })) ?? []
  )
}

/**
 * The scope may be narrower for the resource server that introspects. It may be wider only if the server adds
 * information.
 *
 * @see [RFC 7662](https://www.rfc-editor.org/rfc/rfc7662.html#section-2.2)
 */
function ofScope(members: JsonObject, { tokenContext }: JudgingContext): readonly Finding[] {
  const { scope } = members
  if (scope === undefined) return []
  if (typeof scope !== 'string') return [finding('scope_type', show(scope), 'string')]
  const granted = textIn(tokenContext.response, 'scope')
  const extra = granted === null ? [] : beyond(scope, granted)
  return extra.length === 0 ? [] : [finding('scope_wider', show(extra.join(' ')), granted)]
}
