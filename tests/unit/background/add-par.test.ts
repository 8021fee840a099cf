import { beforeEach, expect, test } from 'vitest'
import { issuer } from '../flow/browser'
import { call, calls } from './held'
import { app, browser, par, reset, restart, stored, withProfile } from './harness'
import type { Flow } from '@/lib/flow/model/flow'

const requestUri = 'urn:ietf:params:oauth:request_uri:a'
const flow = () => {
  const [row] = stored('flows')
  return browser.flow(row?.id ?? '') as Flow
}
const add = (text: string, flowId = flow().id) => app.handlers.parAdd({ flowId, text })

beforeEach(async () => {
  reset()
  calls.length = 0
  await withProfile()
  await call(`${issuer}/auth?client_id=tpp&request_uri=${requestUri}`, { initiator: null })
})

test('a PAR response that the tester adds is kept in the third-party flow, and judged', async () => {
  expect(await add(par)).toEqual({ ok: true, flowId: flow().id, messageId: expect.any(String) })
  restart()
  const [added, request] = flow().messages
  expect([added?.kind, request?.kind]).toEqual(['par-response', 'authorization-request'])
  expect(added?.results.map(({ id }) => id)).toContain('par-expires-in-type')
  expect(await add(par)).toEqual({ ok: false, issues: [{ code: 'par_known' }] })
})

test('one of another request, or of a flow that is gone, changes nothing', async () => {
  const before = flow()
  expect(await add(par.replace('uri:a', 'uri:b'))).toMatchObject({
    issues: [{ code: 'par_of_another', expected: requestUri }],
  })
  expect(await add(par, 'gone')).toEqual({ ok: false, issues: [{ code: 'flow_gone' }] })
  expect(flow()).toEqual(before)
})
