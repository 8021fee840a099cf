import { beforeEach, expect, test } from 'vitest'
import { ruleProfileNames } from '@/lib/model/rule-profiles'
import { issuer } from '../flow/browser'
import { app, browser, draft, metadata, reset } from './harness'

beforeEach(() => reset())

async function readinessFor(details: string, published: object) {
  browser.granted.add(`${issuer}/*`)
  browser.state.answers.set(`${issuer}/.well-known/openid-configuration`, () =>
    Response.json({ ...metadata, ...published }),
  )
  const saved = await app.handlers.profileSave({ ...draft, authorizationDetails: details })
  if (!saved.ok) throw new Error('The profile was refused')
  await app.handlers.metadataRefresh({ profileId: saved.id })
  return app.handlers.readinessRead({ profileId: saved.id })
}

test('the metadata of a profile is judged under every rule profile', async () => {
  const readiness = await readinessFor('', {})
  expect(Object.keys(readiness ?? {})).toEqual([...ruleProfileNames])
  for (const results of Object.values(readiness ?? {})) expect(results.length).toBeGreaterThan(10)
})

test('the types that the profile requests are compared with those of the server', async () => {
  const details = JSON.stringify([{ type: 'urn:example:accounts' }])
  const readiness = await readinessFor(details, {
    authorization_details_types_supported: ['urn:example:payments'],
  })
  const result = readiness?.ofm.find(({ id }) => id === 'disc-rar-types')
  expect(result?.outcome).toBe('failed')
})

test('nothing is judged without a document', async () => {
  expect(await app.handlers.readinessRead({ profileId: 'none' })).toBeNull()
})

test('a pasted document is judged without a profile, and its issuer is not compared', async () => {
  const text = `HTTP/1.1 200 OK\nContent-Type: application/json\n\n${JSON.stringify(metadata)}`
  const pasted = await app.handlers.readinessPaste({ text })
  expect(pasted.document).toMatchObject({ url: '', status: null, issuer })
  expect(Object.keys(pasted.readiness ?? {})).toEqual([...ruleProfileNames])
  const compared = pasted.readiness?.fapi2.filter(({ id }) =>
    /^disc-issuer-(?:match|trail)/.test(id),
  )
  expect(compared?.map(({ outcome }) => outcome)).toEqual(compared?.map(() => 'not-observed'))
  expect(browser.session.values.get('pasted') ?? null).toBeNull()
})

test.each([
  ['', 'metadata_empty'],
  ['no JSON', 'metadata_not_json'],
  ['[1]', 'metadata_not_object'],
  ['<!doctype html>', 'metadata_html'],
])('a text that is not metadata says so: %s', async (text, code) => {
  const pasted = await app.handlers.readinessPaste({ text })
  expect(pasted).toMatchObject({ readiness: null, issues: [{ code }] })
})

test('a document without an issuer is judged too', async () => {
  const pasted = await app.handlers.readinessPaste({
    text: '{"token_endpoint":"http://as.example"}',
  })
  const failed = pasted.readiness?.oidc.filter(({ outcome }) => outcome === 'failed')
  expect(failed?.map(({ id }) => id)).toContain('disc-issuer-present')
})
