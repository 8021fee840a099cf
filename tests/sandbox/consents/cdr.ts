import { customer } from '../settings.ts'
import { textOf, type ApiAnswer, type Ecosystem } from './ecosystem.ts'

const fail = (status: number, code: string, title: string, detail: string): ApiAnswer => ({
  status,
  body: { errors: [{ code: `urn:au-cds:error:cds-all:${code}`, title, detail }] },
})

/**
 * The Consumer Data Right has no consent resource. An arrangement exists once the user has approved the
 * request; `consent-bank.ts` has its revocation endpoint.
 *
 * @see [Consumer Data Standards](https://consumerdatastandardsaustralia.github.io/standards/)
 */
export const cdr: Ecosystem = {
  scopes: ['openid', 'profile', 'bank:accounts.basic:read'],
  acr: 'urn:cds.au:cdr:2',
  consentIdOf: () => undefined,
  api({ method, path, headers, caller }, consents) {
    if (path !== '/cds-au/v1/banking/accounts' || method !== 'GET') return { status: 404 }
    if (!/^[1-9]\d*$/.test(textOf(headers['x-v'])))
      return fail(400, 'Header/Missing', 'Missing Required Header', 'x-v')
    if (caller?.of !== 'user') return { status: 401 }
    const arrangement = consents.ofGrant(caller.grantId)
    const isOpen =
      arrangement?.state === 'active' ||
      (arrangement?.state === 'withdrawn' && consents.fault() === 'withdrawn-still-works')
    if (!isOpen)
      return fail(403, 'Authorisation/RevokedConsent', 'Consent Is Revoked', 'Sharing has ended')
    if (!caller.scopes.has('bank:accounts.basic:read')) return { status: 403 }
    return {
      status: 200,
      headers: { 'x-v': '2' },
      body: { data: { accounts: customer.accounts }, links: {}, meta: {} },
    }
  },
}
