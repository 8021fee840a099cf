import type { Flow } from '@/lib/flow/model/flow'
import { emptyContext } from '@/lib/facts/judging-context'
import { judgePasted } from '@/lib/judge/judge-message'
import type { TokenView } from '@/lib/messaging/views'
import { recognise } from '@/lib/oauth/recognise'
import { proof, secrets } from '../../ui/panel/own-flow'
import { issuer } from '../../ui/panel/sample'
import { broken, unknownKid, valid, withoutKeys } from '../../ui/panel/token-views'
import { pending } from '../background'
import { client, idClaims, panelReady, signed, tokenAnswers } from '../samples/bank'
import { flows } from '../samples/flows'
import { boundSdJwtAt, detachedJws, generalJws, sdJwtAt } from '../samples/token-forms'
import { fill, press, see, seeText } from '../steps'
import type { Story } from '../story'
import { panelStory, storing } from './panel-flows'
import { longText, mixedText } from './texts'

const tokens = (name: string, more: Partial<Story> = {}): Story =>
  panelStory(`tokens-${name}`, { state: panelReady, open: { screen: 'tokens' }, ...more })

/** A token as the background reads it. */
const pasted = (name: string, text: string): Story =>
  tokens(name, {
    answers: tokenAnswers,
    steps: [fill('panel.tokens.paste', text), see('.verify, .token-kind')],
  })

/** A token of which the background says what a sample says. */
const viewed = (name: string, view: TokenView): Story =>
  tokens(name, {
    answers: { tokenInspect: () => view },
    steps: [fill('panel.tokens.paste', view.jwt.text), see('.verify, .token-kind')],
  })

const now = Date.now()
const seconds = Math.floor(now / 1000)
const good = await signed(idClaims(now))
const tampered = good.replace(/\.[^.]{4}([^.]*)$/, '.AAAA$1')
const jwe = ['{"alg":"RSA-OAEP-256","enc":"A256GCM","kid":"enc-1"}', 'key', 'iv', 'text', 'tag']
  .map((part) => btoa(part).replaceAll('=', ''))
  .join('.')

/** The samples share their ids, as no two flows of a browser do. */
const withOwnIds = (flow: Flow): Flow => ({
  ...flow,
  messages: flow.messages.map((message) => ({ ...message, id: `${flow.id} ${message.id}` })),
})

/** Metadata of a resource, judged as the background does. */
const resourceMetadata = JSON.stringify({
  resource: 'https://api.example/accounts',
  authorization_servers: ['https://as.example'],
  bearer_methods_supported: ['header', 'cookie'],
  dpop_bound_access_tokens_required: 'true',
})

const judgedDocument = (text: string) => {
  const found = recognise(text)
  return found.kind === 'document'
    ? { of: found.document.of, results: judgePasted(found.document, emptyContext(now)) }
    : null
}

export const tokenStories: readonly Story[] = [
  tokens('resource-metadata', {
    answers: { documentInspect: ({ text }: { text: string }) => judgedDocument(text) },
    steps: [fill('panel.tokens.paste', resourceMetadata), see('.pane--token-out .grp')],
  }),
  tokens('empty'),
  tokens('of-flows', { state: storing([flows.tokens, withOwnIds(flows.jarm)]) }),
  pasted('id-token', good),
  tokens('compare', {
    state: storing([flows.tokens]),
    answers: tokenAnswers,
    steps: [
      fill('panel.tokens.paste', good),
      see('.verify, .token-kind'),
      press('panel.share.compare_token'),
      see('.cmp__paste'),
      fill('panel.tokens.paste', tampered),
      see('.cmp__sum'),
    ],
  }),
  pasted('id-token-tampered', tampered),
  pasted('id-token-expired', await signed(idClaims(now - 900_000, { aud: 'someone-else' }))),
  pasted('id-token-unknown-issuer', await signed(idClaims(now, { iss: 'https://bank-c.example' }))),
  pasted('id-token-unknown-kid', await signed(idClaims(now), { kid: 'other' })),
  pasted(
    'access-token',
    await signed(
      { ...idClaims(now), client_id: client.clientId, jti: 'j1', scope: 'accounts' },
      { typ: 'at+jwt' },
    ),
  ),
  pasted(
    'client-assertion',
    await signed({
      iss: 'tpp',
      sub: 'tpp',
      aud: issuer,
      jti: 'j2',
      iat: seconds,
      exp: seconds + 60,
    }),
  ),
  pasted(
    'request-object',
    await signed(
      { iss: 'tpp', aud: issuer, client_id: 'tpp', response_type: 'code', exp: seconds + 60 },
      { typ: 'oauth-authz-req+jwt' },
    ),
  ),
  pasted('dpop-proof', proof),
  pasted(
    'software-statement',
    await signed({
      iss: 'OpenBanking Ltd',
      iat: seconds,
      jti: '13f506b7bb54cba',
      software_id: 'ykNOgWd2RgnuoLRRyWBkaY',
      org_id: '0015800001HQQrZAAX',
      software_client_name: 'Budget app',
      software_redirect_uris: ['https://app.example/cb'],
      software_roles: ['AISP'],
    }),
  ),
  pasted(
    'set',
    await signed(
      {
        iss: issuer,
        aud: 'tpp',
        iat: seconds,
        jti: 'e1',
        events: { 'https://schemas.openid.net/secevent/caep/event-type/session-revoked': {} },
      },
      { typ: 'secevent+jwt' },
    ),
  ),
  pasted(
    'logout-token',
    await signed(
      {
        ...idClaims(now),
        jti: 'l1',
        events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
      },
      { typ: 'logout+jwt' },
    ),
  ),
  tokens('kind-menu', {
    answers: tokenAnswers,
    steps: [fill('panel.tokens.paste', good), see('.verify'), press('panel.kinds.change')],
  }),
  pasted('encrypted', jwe),
  pasted('sd-jwt', await sdJwtAt(now)),
  pasted('sd-jwt-bound', await boundSdJwtAt(now)),
  pasted('sd-jwt-rejected', `${(await sdJwtAt(now)).slice(0, -1)}~a=~`),
  pasted('detached', `x-jws-signature: ${await detachedJws()}`),
  pasted('json-general', await generalJws(idClaims(now))),
  pasted(
    'several',
    JSON.stringify({ access_token: secrets.access, id_token: good, refresh_token: 'r-1' }),
  ),
  pasted('opaque', secrets.access),
  pasted('malformed', 'eyJhbGciOiJQUzI1NiJ9.eyJpc3MiOg.c2ln'),
  pasted(
    'long-values',
    await signed(idClaims(now, { [longText]: 'x', sub: mixedText, note: longText })),
  ),
  viewed('sample-valid', valid),
  viewed('sample-unknown-kid', unknownKid),
  viewed('sample-without-keys', withoutKeys),
  viewed('sample-malformed', broken),
  tokens('more', { steps: [press('panel.tokens.more')] }),
  tokens('reading', {
    answers: { tokenInspect: pending },
    steps: [fill('panel.tokens.paste', good), seeText('panel.tokens.reading')],
  }),
  tokens('not-read', {
    answers: { tokenInspect: () => Promise.reject(new Error(issuer)) },
    steps: [fill('panel.tokens.paste', good), seeText('panel.tokens.unread')],
  }),
  tokens('cleared', {
    answers: tokenAnswers,
    steps: [fill('panel.tokens.paste', good), see('.verify'), press('panel.tokens.clear')],
  }),
]
