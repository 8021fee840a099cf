import { beforeEach, describe, expect, test } from 'vitest'
import { maxDraftLength } from '@/lib/model/bounds'
import type { ProfileDraft } from '@/lib/oauth/profile'
import { draftSecretKey, newDraftKey, secretKey } from '@/lib/storage/state'
import { issuer } from '../flow/browser'
import { app, browser, draft, metadata, reset, restart, stored, withProfile } from './harness'

beforeEach(() => reset())

const keep = (change: Partial<ProfileDraft> = {}, secret?: string, key = newDraftKey) =>
  app.handlers.profileDraft({
    key,
    form: { draft: { ...draft, ...change }, at: 7, typedIn: 'popup', isChosen: false },
    ...(secret === undefined ? {} : { secret }),
  })

const secretOf = (key: string) => browser.session.values.get(key)

describe('a form that is not saved', () => {
  test('survives the death of the worker, in memory only', async () => {
    await keep({ issuer: 'https://as.exam' }, 's3cret')
    restart()
    await keep({ issuer: 'https://as.example', clientId: '' })
    expect(stored('drafts')).toEqual({
      new: {
        draft: { ...draft, issuer: 'https://as.example', clientId: '' },
        at: 7,
        typedIn: 'popup',
        isChosen: false,
        hasSecret: true,
      },
    })
    expect(secretOf(draftSecretKey('new'))).toBe('s3cret')
    expect(await browser.ports.local.get(null)).toEqual({})
  })

  test('never has its secret in what pages read', async () => {
    await keep({}, 's3cret')
    expect(JSON.stringify(stored('drafts'))).not.toContain('s3cret')
  })

  test('is discarded with its secret', async () => {
    await keep({}, 's3cret')
    await app.handlers.profileDraft({ key: newDraftKey, form: null })
    expect(stored('drafts')).toEqual({})
    expect(secretOf(draftSecretKey('new'))).toBeUndefined()
  })

  test('can have its secret cleared', async () => {
    await keep({}, 's3cret')
    await keep({}, '')
    expect(stored('drafts')['new']?.hasSecret).toBe(false)
    expect(secretOf(draftSecretKey('new'))).toBeUndefined()
  })

  test('is not kept if it is too long', async () => {
    await keep({ clientId: 'a' })
    await keep({ claims: 'x'.repeat(maxDraftLength) })
    expect(stored('drafts')['new']?.draft.clientId).toBe('a')
  })
})

describe('saving', () => {
  test('ends the draft, and gives the profile its secret', async () => {
    await keep({}, 's3cret')
    const saved = await app.handlers.profileSave(draft)
    const id = saved.ok ? saved.id : ''
    expect(stored('drafts')).toEqual({})
    expect(secretOf(secretKey(id))).toBe('s3cret')
    expect(stored('secrets')).toEqual([id])
    expect(secretOf(draftSecretKey('new'))).toBeUndefined()
  })

  test('that is refused keeps the draft', async () => {
    await keep({ clientId: '' })
    expect(await app.handlers.profileSave({ ...draft, clientId: '' })).toMatchObject({ ok: false })
    expect(stored('drafts')['new']?.draft.clientId).toBe('')
  })

  test('of other values than those in the form leaves the form alone', async () => {
    await withProfile()
    const [profile] = await browser.ports.profiles.getValue()
    const saved = { ...draft, id: profile?.id ?? '' }
    await keep({ ...saved, scope: 'typed' }, undefined, saved.id)
    await app.handlers.profileSave(saved)
    expect(stored('drafts')[saved.id]?.draft.scope).toBe('typed')
  })
})

describe('the access of a profile that is not saved', () => {
  test('names the origins of its metadata, and which of them are granted', async () => {
    browser.granted.add('https://keys.example/*')
    const needed = await app.handlers.accessProbe({ draft, metadata })
    expect(needed.map(({ origin, roles, granted }) => [origin, roles, granted])).toEqual([
      [issuer, ['issuer', 'authorization'], false],
      ['https://keys.example', ['jwks'], true],
      ['https://app.example', ['redirect'], false],
    ])
  })
})
