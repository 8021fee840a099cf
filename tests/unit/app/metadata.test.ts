import { beforeEach, describe, expect, test } from 'vitest'
import { issuer } from '../flow/browser'
import { app, browser, draft, metadata, par, reset, stored, withProfile } from './harness'

beforeEach(() => reset())

describe('metadata', () => {
  test('of another issuer is shown and never used', async () => {
    browser.state.answers.set(`${issuer}/.well-known/openid-configuration`, () =>
      Response.json({ ...metadata, issuer: `${issuer}/` }),
    )
    const record = await app.handlers.metadataProbe({ issuer, discovery: { kind: 'derived' } })
    expect(record.issues).toEqual([
      { code: 'metadata_issuer', seen: `${issuer}/`, expected: issuer },
    ])
    await app.handlers.profileSave(draft)
    await app.onAccessChanged()
    expect(await app.handlers.requestAdd({ text: par, details: null, open: 'tab' })).toMatchObject({
      ok: false,
      issues: [{ code: 'metadata_missing' }],
    })
  })

  test('is found by its own URL too', async () => {
    browser.state.answers.set(`${issuer}/.well-known/openid-configuration`, () =>
      Response.json(metadata),
    )
    const typed = ` ${issuer}/.well-known/openid-configuration`
    expect(
      await app.handlers.metadataProbe({ issuer: typed, discovery: { kind: 'derived' } }),
    ).toMatchObject({
      issuer,
      issues: [],
    })
  })

  test('in the form of RFC 8414 where the other does not answer', async () => {
    browser.state.answers.set(
      `${issuer}/.well-known/openid-configuration`,
      () => new Response('no', { status: 404 }),
    )
    browser.state.answers.set(`${issuer}/.well-known/oauth-authorization-server`, () =>
      Response.json(metadata),
    )
    expect(
      await app.handlers.metadataProbe({ issuer, discovery: { kind: 'derived' } }),
    ).toMatchObject({
      issues: [],
      document: { form: 'oauth' },
    })
  })

  test('that cannot be fetched names the missing access, or the server', async () => {
    expect(
      (await app.handlers.metadataProbe({ issuer, discovery: { kind: 'derived' } })).issues[0]
        ?.code,
    ).toBe('fetch_access')
    browser.granted.add(`${issuer}/*`)
    expect(
      (await app.handlers.metadataProbe({ issuer, discovery: { kind: 'derived' } })).issues[0]
        ?.code,
    ).toBe('fetch_unreachable')
  })

  test('that once was read is kept when the server does not answer', async () => {
    await withProfile()
    browser.state.answers.clear()
    const id = (await browser.ports.profiles.getValue())[0]?.id ?? ''
    expect(await app.handlers.metadataRefresh({ profileId: id })).toMatchObject({ document: null })
    expect(await app.handlers.requestAdd({ text: par, details: null, open: 'tab' })).toMatchObject({
      ok: true,
    })
  })
})

test('access is asked for exactly the origins of the profile', async () => {
  await withProfile()
  browser.granted.add(`${issuer}/*`)
  await app.onAccessChanged()
  expect(Object.values(stored('access'))).toEqual([
    [
      { origin: issuer, pattern: `${issuer}/*`, roles: ['issuer', 'authorization'], granted: true },
      {
        origin: 'https://keys.example',
        pattern: 'https://keys.example/*',
        roles: ['jwks'],
        granted: false,
      },
      {
        origin: 'https://app.example',
        pattern: 'https://app.example/*',
        roles: ['redirect'],
        granted: false,
      },
    ],
  ])
})
