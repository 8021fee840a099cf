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
