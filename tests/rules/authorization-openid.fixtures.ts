import { changed, issuer, unknown } from './artefacts'
import type { Fixtures } from './fixtures'
import { bare, sent, under, unseen, withObject } from './sent-requests'
import { compact, encrypted } from './tokens'

const publishing = (members: object) => under('oidc', { metadata: changed({ ...members }) })
const unpublished = { context: { ...unknown, ruleProfile: 'oidc' } } as const

/** Parameters of OpenID Connect and of its profiles. */
export const openIdFixtures: Fixtures<'authorization-request'> = {
  'az-prompt': {
    passed: [
      sent({ prompt: 'login consent' }),
      sent({ prompt: 'x' }, publishing({ prompt_values_supported: ['x'] })),
    ],
    failed: [
      ['unknown', sent({ prompt: 'force' })],
      ['combined', sent({ prompt: 'none login' })],
      ['max_age', sent({ prompt: 'none', max_age: '0' })],
    ],
    notApplicable: [sent()],
    notObserved: [unseen],
  },
  'az-max-age': {
    passed: [sent({ max_age: '300' }), withObject({ max_age: 300 })],
    failed: [
      ['form', sent({ max_age: '5m' })],
      ['form', withObject({ max_age: -1 })],
    ],
    notApplicable: [sent(), withObject({ max_age: '5m' })],
    notObserved: [unseen],
  },
  'az-claims-json': {
    passed: [
      sent({ claims: '{"id_token":{"acr":{"essential":true,"values":["a"]},"email":null}}' }),
      sent({ claims: '{"userinfo":{"verified_claims":[{"claims":{}}]},"id_token":null}' }),
      sent({ claims: '{"sharing_duration":7776000}' }, under('cdr')),
    ],
    failed: [
      ['json', sent({ claims: 'acr' })],
      ['member', sent({ claims: '{"idtoken":{}}' })],
      ['request', sent({ claims: '{"id_token":{"acr":"a"}}' })],
      ['request', sent({ claims: '{"id_token":{"acr":{"values":"a"}}}' })],
      ['request', sent({ claims: '{"id_token":["acr"]}' })],
    ],
    notApplicable: [sent(), withObject({ claims: '{}' })],
    notObserved: [unseen],
  },
  'az-acr-values': {
    passed: [sent({ acr_values: 'a' }, publishing({ acr_values_supported: ['a'] }))],
    failed: [
      ['unlisted', sent({ acr_values: 'a b' }, publishing({ acr_values_supported: ['a'] }))],
      ['both', sent({ acr_values: 'a', claims: '{"id_token":{"acr":null}}' }, unpublished)],
    ],
    notApplicable: [sent()],
    notObserved: [unseen, sent({ acr_values: 'a' }, unpublished)],
  },
  'az-id-token-hint': {
    passed: [sent({ id_token_hint: compact({ alg: 'PS256' }, { iss: issuer }) })],
    failed: [
      ['form', sent({ id_token_hint: 'ann' })],
      ['issuer', sent({ id_token_hint: compact({ alg: 'PS256' }, { iss: 'https://b.example' }) })],
      ['encrypted', sent({ id_token_hint: encrypted({ alg: 'RSA-OAEP-256', enc: 'A256GCM' }) })],
    ],
    notApplicable: [sent()],
    notObserved: [
      unseen,
      sent({ id_token_hint: compact({ alg: 'PS256' }, { iss: issuer }) }, unpublished),
    ],
  },
  'az-uk-intent-id': {
    passed: [withObject({ claims: intent({ value: 'urn:alphabank:intent:1', essential: true }) })],
    failed: [
      ['missing', withObject()],
      ['missing', withObject({ claims: intent({ essential: true }) })],
      ['not_essential', withObject({ claims: intent({ value: 'urn:alphabank:intent:1' }) })],
    ],
    notApplicable: [bare, sent({ claims: 'x' })],
    notObserved: [unseen],
  },
  'az-cdr-sharing-duration': {
    passed: [sharing(7_776_000), sharing(0)],
    failed: [
      ['type', sharing('7776000')],
      ['type', sharing(1.5)],
      ['negative', sharing(-1)],
      ['capped', sharing(40_000_000)],
    ],
    notApplicable: [sent(), sent({ claims: '{}' })],
    notObserved: [unseen],
  },
}

function intent(wanted: object) {
  return { id_token: { openbanking_intent_id: wanted } }
}

function sharing(duration: unknown) {
  return withObject({ claims: { sharing_duration: duration } }, {}, under('cdr'))
}
