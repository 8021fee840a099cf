import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { probeWorld, type ProbeWorld } from './probe-world'

describe('a page of the server', () => {
  let world: ProbeWorld
  beforeAll(async () => {
    world = await probeWorld()
    await world.profile()
  })
  afterAll(() => world.acting.sandbox.close())
  beforeEach(() => {
    world.acting.sandbox.probed.accept()
    world.acting.sandbox.refuse(null)
  })
  const outcome = (step: string) => world.result(step)?.outcome

  test('opens only when the tester says so, and comes last', async () => {
    const opened = world.acting.browser.opened.length
    const run = await world.run(['S19', 'S07'])
    expect(run).toMatchObject({ order: ['S07', 'S19'], waiting: ['S19'] })
    expect(world.acting.browser.opened).toHaveLength(opened)
  })

  test('of a correct server refuses a request without PAR', async () => {
    await world.open('S19')
    await expect.poll(() => outcome('S19')).toBe('refused')
    expect(world.result('S19')).toMatchObject({ status: 'pass' })
    expect(world.acting.requests() ?? []).toEqual([])
  })

  test('of a server that accepts a request without PAR is a login', async () => {
    world.acting.sandbox.probed.accept('S19')
    await world.open('S19')
    await expect.poll(() => outcome('S19')).toBe('accepted')
    expect(world.result('S19')).toMatchObject({ status: 'fail', response: { status: 200 } })
  })

  test('refuses a pushed request that PAR accepted', async () => {
    world.acting.sandbox.probed.accept('S03')
    world.acting.sandbox.refuse({ status: 400 })
    await world.open('S03')
    await expect.poll(() => outcome('S03')).toBe('refused')
  })

  test('with a status of 500 is not judged', async () => {
    world.acting.sandbox.refuse({ status: 500 })
    await world.open('S19')
    await expect.poll(() => world.result('S19')?.reason).toBe('server_error')
  })

  test('with a status of 200 is judged when the tester says what it shows', async () => {
    const { handlers } = world.acting.app()
    const { profileId } = world.current()
    world.acting.sandbox.refuse({ status: 200 })
    await world.open('S19')
    await expect.poll(() => world.current().open?.needsMark).toBe(true)
    expect(world.current().waiting).toContain('S19')
    await handlers.probeMark({ profileId, step: 'S19', page: 'error' })
    expect(world.result('S19')).toMatchObject({ outcome: 'refused', marked: 'error' })
    await handlers.probeMark({ profileId, step: 'S19', page: 'login' })
    expect(world.result('S19')).toMatchObject({ outcome: 'accepted', marked: 'login' })
  })
})

describe('a profile that does not push', () => {
  let world: ProbeWorld
  beforeAll(async () => {
    world = await probeWorld({ kind: 'wide' })
    const client = world.acting.sandbox.clients.find(({ clientId }) => clientId === 'wide-ps256')
    const key = await world.acting.app().handlers.keyImport({
      text: JSON.stringify(client?.key.privateJwk),
      index: 0,
      use: 'sig',
      alg: 'PS256',
      kid: client?.key.kid ?? '',
      certificate: null,
    })
    await world.profile({
      clientId: 'wide-ps256',
      ruleProfile: 'oidc',
      scope: 'openid',
      authorizationDetails: '',
      sendBy: 'url',
      requestAs: 'request-object',
      addScopeOpenid: false,
      ...(key.ok && { signingKeyId: key.id }),
    })
  })
  afterAll(() => world.acting.sandbox.close())

  test('opens its baseline first, and the page of the step when that is a login', async () => {
    const opened = world.acting.browser.opened.length
    await world.open('S14')
    await expect.poll(() => world.acting.browser.opened.length).toBe(opened + 2)
    await world.browse()
    await expect.poll(() => world.result('S14')?.outcome).toBe('refused')
    expect(world.current().baseline?.isGood).toBe(true)
  })

  test('judges nothing if the page of the baseline is an error', async () => {
    const { ports } = world.acting.browser
    const now = ports.now
    Object.assign(ports, { now: () => now() + 120_000 })
    world.acting.sandbox.refuse({ status: 400 })
    await world.open('S13')
    await expect.poll(() => world.result('S13')?.reason).toBe('baseline')
    world.acting.sandbox.refuse(null)
    Object.assign(ports, { now })
  })
})
