import { SignJWT, jwtVerify } from 'jose'
import { beforeEach, expect, test } from 'vitest'
import { createKeys } from '@/lib/background/keys-service'
import { createStore, type Store } from '@/lib/background/store'
import { emptyFlow } from '@/lib/flow/reduce/start'
import { fakeBrowser } from './fake-ports'

const minute = 60_000

let browser = fakeBrowser()
let store: Store
let keys: ReturnType<typeof createKeys>

/** The worker dies and starts again. */
function restart(): void {
  store = createStore(browser.ports)
  keys = createKeys(browser.ports, store)
}

beforeEach(() => {
  browser = fakeBrowser()
  restart()
})

const infos = () => browser.ports.keyInfos.getValue()

const flowWith = (id: string, dpopKeyId: string | null) => {
  const flow = emptyFlow(
    {
      id,
      createdAt: Number(id.slice(1)),
      tabId: null,
      incognito: false,
      cookieStoreId: null,
      matchedBy: 'sent',
    },
    null,
  )
  return { ...flow, requested: { ...flow.requested, dpopKeyId } }
}
const put = (...flows: readonly ReturnType<typeof flowWith>[]) =>
  store.run((_, save) => save({ putFlows: flows }))

test('DPoP keys go on after the worker was stopped', async () => {
  const { id, info, pair } = await keys.makeDpop()
  expect(info).toMatchObject({ id, use: 'dpop', alg: 'ES256', algs: ['ES256'], kty: 'EC' })
  restart()
  const again = await keys.dpopPair(id)
  expect(again?.privateKey.extractable).toBe(false)
  const [before, after] = await Promise.all(
    [pair, again].map((each) => crypto.subtle.exportKey('jwk', (each as CryptoKeyPair).publicKey)),
  )
  expect(after).toEqual(before)
  const text = await new SignJWT({})
    .setProtectedHeader({ alg: 'ES256' })
    .sign((again as CryptoKeyPair).privateKey)
  await jwtVerify(text, pair.publicKey)
})

test('they go when no flow holds them any more, but wait for a flow that is about to begin', async () => {
  const [held1, lost] = [await keys.makeDpop(), await keys.makeDpop()]
  browser.state.now += minute
  const fresh = await keys.makeDpop()
  await put(flowWith('f1', held1.id))
  await keys.sweep()
  expect((await infos()).map(({ id }) => id)).toEqual([held1.id, fresh.id])
  expect(await browser.ports.keys.get(lost.id)).toBeNull()
  await store.run((_, save) => save({ dropFlows: ['f1'] }))
  browser.state.now += minute
  await keys.sweep()
  expect(await infos()).toEqual([])
})

test('they stay for a flow, however many flows follow', async () => {
  const { id } = await keys.makeDpop()
  await put(flowWith('f1', id))
  await put(...Array.from({ length: 60 }, (_, index) => flowWith(`f${index + 2}`, null)))
  restart()
  browser.state.now += minute
  await keys.sweep()
  expect((await infos()).map(({ id: one }) => one)).toEqual([id])
})

test('they go with the browser, as the flows do', async () => {
  const { id } = await keys.makeDpop()
  await put(flowWith('f1', id))
  browser.session.values.clear()
  browser.state.now += minute
  restart()
  await keys.sweep()
  expect(await infos()).toEqual([])
})

test('one that is not there is null', async () => {
  expect(await keys.dpopPair('x')).toBeNull()
})
