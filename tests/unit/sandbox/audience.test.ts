import { expect, test } from 'vitest'
import { startSandbox } from '../../sandbox/sandbox.ts'
import type { SandboxSettings } from '../../sandbox/settings.ts'
import { createClient, errorOf } from './client.ts'

const audiences: readonly SandboxSettings['assertionAudience'][] = [
  'issuer',
  'token-endpoint',
  'called-endpoint',
]

test.each([
  ['malaysia', 'tpp-7f3a91'],
  ['wide', 'wide-es256'],
  ['wide', 'wide-secret-jwt'],
] as const)('%s: a client assertion of %s must have the one audience', async (kind, id) => {
  for (const assertionAudience of audiences) {
    const sandbox = await startSandbox({ kind, assertionAudience })
    try {
      const { as } = await createClient(sandbox, id)
      const par = as.pushed_authorization_request_endpoint ?? ''
      const token = as.token_endpoint ?? ''
      const taken = { issuer: as.issuer, 'token-endpoint': token, 'called-endpoint': token }
      const takenAtPar = { ...taken, 'called-endpoint': par }
      for (const audience of [as.issuer, par, token, `${as.issuer}/`]) {
        const { grant, push } = await createClient(sandbox, id, { audience })
        const atToken = await errorOf(await grant('client_credentials', { scope: 'accounts' }))
        const atPar = await errorOf(await push({}))
        expect(atToken.error === 'invalid_client').toBe(audience !== taken[assertionAudience])
        expect(atPar.error === 'invalid_client').toBe(audience !== takenAtPar[assertionAudience])
      }
      const pushed = await sandbox.consumer(id).push()
      expect(pushed.status).toBe(201)
    } finally {
      await sandbox.close()
    }
  }
})
