import { customer } from '../settings.ts'
import type { ApiCall, Consents } from './ecosystem.ts'

/** Transactions a page, and pages. */
const perPage = 2
const pages = 3

/** The links of a page. The faults have a link that leads nowhere new, or to a host that nobody named. */
function nextOf(base: string, page: number, consents: Consents): string | undefined {
  if (consents.fault() === 'next-repeats') return `${base}?page=${page}`
  if (consents.fault() === 'next-elsewhere') return 'https://elsewhere.invalid/transactions?page=2'
  return page < pages ? `${base}?page=${page + 1}` : undefined
}

/** What a user's token reads of the accounts. */
export function accountData({ path, query, origin }: ApiCall, consents: Consents): object {
  const [, id, what] = /\/accounts\/([^/]+)(?:\/([\w-]+))?$/.exec(path) ?? []
  if (id === undefined) return { Data: { Account: customer.accounts } }
  if (what === 'balances')
    return {
      Data: { Balance: [{ AccountId: id, Amount: { Amount: '1250.00', Currency: 'GBP' } }] },
    }
  if (what !== 'transactions') return { Data: { Account: [{ AccountId: id }] } }
  const page = Number(query.get('page') ?? '1')
  const base = `${origin}${path}`
  const next = nextOf(base, page, consents)
  return {
    Data: {
      Transaction: Array.from({ length: perPage }, (_, at) => ({
        AccountId: id,
        TransactionId: `t-${(page - 1) * perPage + at + 1}`,
        Status: 'BOOK',
        Amount: { Amount: '12.40', Currency: 'GBP' },
      })),
    },
    Links: {
      Self: `${base}?page=${page}`,
      ...(page > 1 && { Prev: `${base}?page=${page - 1}` }),
      ...(next !== undefined && { Next: next }),
    },
    Meta: { TotalPages: pages },
  }
}
