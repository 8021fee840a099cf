import type { Params } from '@/lib/model/params'
import { clientId } from './artefacts'
import { proofThumbprint } from './created-jwts'
import type { Fixtures } from './fixtures'
import {
  assertion,
  byKey,
  objectWith,
  plainParams,
  push,
  pushOfJson,
  pushOfObject,
  pushOfParams,
  pushWithProof,
  unreadPush,
  withParams,
} from './requests'
import { compact, encrypted } from './tokens'

const byCertificate: Params = [['client_id', clientId], ...plainParams]
const bySecret = push([...byCertificate, ['client_secret', 'secret']])
const basic: Params = [['Authorization', 'Basic dHBwOnNlY3JldA==']]
const changed = (changes: Readonly<Record<string, string | undefined>>) =>
  push(withParams(pushOfParams.message.params, changes))
const object = (request: string, more: Params = []) =>
  push([...byKey, ['request', request], ...more])
const jwe = object(encrypted({ alg: 'RSA-OAEP-256', enc: 'A256GCM' }))
const form = 'application/x-www-form-urlencoded'
const jkt = (value: string): Params => [...byKey, ...plainParams, ['dpop_jkt', value]]
const jktInside: Params = [...byKey, ['request', objectWith({ dpop_jkt: proofThumbprint })]]

export const fixtures: Fixtures<'par-request'> = {
  'par-method-post': {
    passed: [pushOfParams, push(byKey, { headers: [['Content-Type', `${form}; charset=utf-8`]] })],
    failed: [
      ['method', push([], { method: 'GET', body: '', headers: [['accept', '*/*']] })],
      ['content_type', pushOfJson],
    ],
    notApplicable: [push([], { body: '', headers: [['accept', '*/*']] })],
    notObserved: [unreadPush],
  },
  'par-https': {
    passed: [pushOfParams, push(byKey, { url: 'http://localhost:3000/par' })],
    failed: [['scheme', push(byKey, { url: 'http://as.example/par' })]],
    notApplicable: [push(byKey, { url: '/par' })],
  },
  'par-no-request-uri': {
    passed: [pushOfParams, pushOfObject],
    failed: [['present', changed({ request_uri: 'urn:a:b' })]],
    notApplicable: [pushOfJson],
    notObserved: [unreadPush],
  },
  'par-client-auth': {
    passed: [
      pushOfParams,
      push(byCertificate, { certificate: true }),
      push(pushOfParams.message.params, { certificate: true }),
    ],
    failed: [
      ['missing', push(byCertificate)],
      ['secret', bySecret],
      ['secret', changed({ client_assertion: compact({ alg: 'HS256' }, { sub: clientId }) })],
      ['secret', push(byCertificate, { headers: basic })],
      ['several', changed({ client_secret: 'secret' })],
      ['several', push(pushOfParams.message.params, { headers: basic })],
    ],
    notApplicable: [pushOfJson],
    notObserved: [push(byCertificate, { source: 'devtools' }), unreadPush],
  },
  'par-client-id': {
    passed: [
      pushOfParams,
      pushOfObject,
      push(withParams(pushOfObject.message.params, { client_id: undefined })),
      push(byCertificate),
    ],
    failed: [
      ['missing', changed({ client_id: undefined })],
      ['differs', object(objectWith({ client_id: 'other' }))],
      ['differs', changed({ client_id: 'other' })],
      ['differs', changed({ client_assertion: assertion('other') })],
    ],
    notApplicable: [push([['request', objectWith({ client_id: undefined })]])],
    notObserved: [jwe, unreadPush],
  },
  'par-request-object-only': {
    passed: [pushOfObject, jwe, object(objectWith(), [['provider_code', 'a']])],
    failed: [
      ['outside', object(objectWith(), [['scope', 'openid']])],
      ['outside', object(objectWith(), [['response_type', 'code']])],
    ],
    notApplicable: [pushOfParams],
    notObserved: [unreadPush],
  },
  'par-request-object-required': {
    passed: [pushOfObject, jwe],
    failed: [['missing', pushOfParams]],
    notApplicable: [pushOfJson],
    notObserved: [unreadPush],
  },
  'par-params-complete': {
    passed: [
      pushOfParams,
      pushOfObject,
      changed({ scope: undefined, authorization_details: '[{"type":"a"}]' }),
      changed({ scope: '' }),
    ],
    failed: [
      ['missing', changed({ redirect_uri: undefined })],
      ['missing', changed({ code_challenge_method: undefined })],
      ['missing', object(objectWith({ code_challenge: undefined }), plainParams)],
      ['response_type', changed({ response_type: 'code id_token' })],
      ['method', object(objectWith({ code_challenge_method: 'plain' }))],
    ],
    notApplicable: [object('abc')],
    notObserved: [jwe, unreadPush],
  },
  'par-unknown-params': {
    passed: [pushOfParams, pushOfObject, changed({ 'https://a.example/b': 'c' })],
    failed: [
      ['slip', changed({ redirect_url: 'a' })],
      ['token_request', changed({ code_verifier: 'a' })],
      ['unknown', changed({ provider_code: 'a' })],
    ],
    notApplicable: [pushOfJson],
    notObserved: [unreadPush],
  },
  'par-dpop-binding': {
    passed: [
      pushWithProof(jkt(proofThumbprint), proofThumbprint),
      pushWithProof(jktInside, proofThumbprint),
    ],
    failed: [['differs', pushWithProof(jkt('other'), proofThumbprint)]],
    notApplicable: [pushOfParams, push(jkt('a')), pushWithProof(byKey, proofThumbprint)],
    notObserved: [pushWithProof(jkt(proofThumbprint), null)],
  },
}
