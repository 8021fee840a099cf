import { recognise } from '@/lib/oauth/recognise'
import type { TokenView } from '@/lib/messaging/views'
import type { Mirror } from '@/lib/state/mirror'
import { valid, unknownKid } from '../../ui/panel/token-views'
import { fill, press, see, seeText } from '../steps'
import type { Story } from '../story'
import { ready } from './popup'
import { longText, mixedText } from './texts'

const uri = 'urn:ietf:params:oauth:request_uri:RrFyGcEE4BO'
const http = (status: string, body: object) =>
  `HTTP/1.1 ${status}\r\nDate: ${new Date(Date.now() - 12_000).toUTCString()}\r\nContent-Type: application/json\r\n\r\n${JSON.stringify(body)}`

const field = { selector: '.popup__paste textarea' }

/** The popup with a text pasted into its field. */
const pasted = (name: string, text: string, more: Partial<Mirror> = {}): Story => ({
  name: `popup-paste-${name}`,
  screen: 'popup',
  state: { ...ready, ...more },
  answers: {
    pasteRecognise: ({ text: given }) => recognise(given),
  },
  steps: [fill(field, text), see('.found')],
})

const token = 'eyJhbGciOiJQUzI1NiJ9.eyJpc3MiOiJhIn0.c2ln'
const claims = {
  iss: 'https://as.example',
  aud: 'tpp-7f3a91',
  exp: Math.floor(Date.now() / 1000) + 252,
}

/** A token, decoded as the background would do it. */
const inspected = (name: string, view: TokenView): Story => {
  const story = pasted(name, token)
  return {
    ...story,
    answers: { ...story.answers, tokenInspect: () => view },
    steps: [...(story.steps ?? []), seeText('popup.paste.copy_payload')],
  }
}
const withClaims = (view: TokenView, more: object = {}): TokenView => ({
  ...view,
  jwt: { ...view.jwt, payload: { ...claims, ...more } },
})

const parResponse = http('201 Created', { request_uri: uri, expires_in: 90 })
const withDetails = pasted('details', parResponse)

export const pasteStories: readonly Story[] = [
  pasted('request-uri', uri),
  pasted('request-uri-no-profile', uri, { profiles: [], requests: [], latest: 'f0' }),
  pasted('par-response', parResponse),
  { ...withDetails, steps: [...(withDetails.steps ?? []), press('popup.details.open')] },
  pasted('par-response-odd', http('200 OK', { request_uri: uri, expires_in: '90' })),
  pasted(
    'par-error',
    http('400 Bad Request', {
      error: 'invalid_authorization_details',
      error_description: 'expirationDateTime must be in the future',
    }),
  ),
  pasted(
    'authorize-url',
    `https://as.example/authorize?client_id=tpp-7f3a91&request_uri=${encodeURIComponent(uri)}`,
  ),
  pasted('response', 'https://app.example/cb?code=SplxlOBeZQQYbYS6WxSbIAGk4&state=s1'),
  pasted('response-error', 'https://app.example/cb?error=access_denied&state=s1'),
  inspected('jwt', withClaims(valid)),
  inspected('jwt-not-checked', withClaims(unknownKid, { exp: 1_000_000_000 })),
  inspected('jwt-long', withClaims(valid, { iss: longText, aud: [longText, mixedText] })),
  pasted('unknown', 'What is this?'),
  pasted('long', `https://app.example/${longText}?code=${'c'.repeat(600)}&state=s1`),
]
