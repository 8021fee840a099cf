import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Flow } from '@/lib/flow/model/flow'
import { defaultRedaction, redactFlows } from '@/lib/share/redact'
import { registrationKey } from '@/lib/storage/state'
import { survivors } from '../../samples/planted-texts'
import { actAtRegistration, type Registering } from './registration-world'

let at: Registering
/** The secrets of a registration, by name. */
const secrets = new Map<string, string>()
let flows: readonly Flow[] = []

beforeAll(async () => {
  const initial = 'initial-access-token-Zx81kqP0vV3mYt7c'
  at = await actAtRegistration({ ecosystem: 'uk', initialAccessToken: initial })
  const { directory } = at.server
  const statement = directory.statement()
  await at.type({ statement, access: 'token' }, initial)
  const signed = await at.app().handlers.registrationSign({
    members: at.members(statement),
    keyId: at.keyId,
    issuer: 'swTest0001',
    audience: at.server.issuer,
    isUpperCase: true,
  })
  if (!signed.ok) throw new Error(JSON.stringify(signed.issues))
  const fetched = await at.app().handlers.registrationFetch({
    draft: at.draft,
    url: directory.statementUrl,
    token: directory.accessToken,
  })
  const sent = await at.send(signed.body)
  if (!sent.ok || !fetched.ok) throw new Error('Nothing was sent')
  const made = await at.create(sent.flowId)
  if (!made.ok) throw new Error(JSON.stringify(made.issues))
  const read = await at.app().handlers.registrationRead({ profileId: made.id })
  if (!read.ok) throw new Error(JSON.stringify(read.issues))
  const kept = at.secret(registrationKey(made.id)) as Record<string, string>
  secrets.set('initial access token', initial)
  secrets.set('access token of the directory', directory.accessToken)
  secrets.set('software statement', statement)
  secrets.set('fetched statement', fetched.text)
  secrets.set('signed request', signed.body)
  secrets.set('registration access token', kept['accessToken'] ?? '')
  flows = [sent.flowId, read.flowId, fetched.flowId].map((id) => at.flow(id))
})
afterAll(() => at.server.close())

const names = [
  'initial access token',
  'access token of the directory',
  'software statement',
  'fetched statement',
  'registration access token',
] as const

test.each(names)('the %s is in the flows, and never leaves with them', (name) => {
  const secret = secrets.get(name) ?? ''
  expect(secret).not.toBe('')
  const isSigned = name === 'software statement'
  // In a signed request the statement is inside the payload, so its octets are encoded once more.
  const isThere = JSON.stringify(flows).includes(
    isSigned ? (secrets.get('signed request') ?? '') : secret,
  )
  expect(isThere).toBe(true)
  const { flows: safe } = redactFlows(flows, defaultRedaction)
  expect(survivors(safe, secret)).toEqual([])
})

test.each(names)(
  'the %s is in no file on the disk and in no state that pages mirror',
  async (name) => {
    const secret = secrets.get(name) ?? ''
    const { ports, session } = at.browser
    const disk = JSON.stringify([
      await ports.profiles.getValue(),
      await ports.settings.getValue(),
      await ports.keyInfos.getValue(),
      await ports.local.get(null),
    ])
    expect(disk).not.toContain(secret)
    const mirrored = ['registrationDrafts', 'registrationTokens', 'drafts', 'secrets']
    expect(JSON.stringify(mirrored.map((key) => session.values.get(key)))).not.toContain(secret)
  },
)

test('an exported profile has neither the registration nor its secrets', async () => {
  const { text } = await at.app().handlers.profilesExport({ ids: null, secrets: true })
  expect(text).not.toContain('registration_client_uri')
  for (const secret of secrets.values()) expect(text).not.toContain(secret)
  expect(JSON.parse(text).profiles[0]).not.toHaveProperty('registration')
})
