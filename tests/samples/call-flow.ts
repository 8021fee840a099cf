import type { Flow } from '@/lib/flow/model/flow'
import { putMessage, requestMessage, responseMessage } from '@/lib/flow/reduce/call-messages'
import type { Profile } from '@/lib/oauth/profile'
import type { CallRun } from '@/lib/storage/saved-calls'
import { consentFlow } from './consent-flow'

const interaction = ['x-fapi-interaction-id', '93bac548-d2de-4546-b106-880a5018460d'] as const
const json = ['content-type', 'application/json; charset=utf-8'] as const
const api = 'https://api.example/open-banking/v4.0/aisp/accounts/22289/transactions'

interface Sent {
  readonly id: string
  readonly at: number
  readonly method?: string
  readonly url: string
  readonly status: number
  readonly body: object
  readonly key?: string
}

const page = (number: number) => ({
  Data: {
    Transaction: [1, 2].map((at) => ({
      AccountId: '22289',
      TransactionId: `t-${String(number * 2 + at).padStart(5, '0')}`,
      CreditDebitIndicator: 'Debit',
      Status: 'BOOK',
      Amount: { Amount: '12.40', Currency: 'GBP' },
    })),
  },
  Links: {
    Self: `${api}?page=${number}`,
    ...(number > 1 && { Prev: `${api}?page=${number - 1}` }),
    Next: `${api}?page=${number + 1}`,
  },
  Meta: { TotalPages: 5 },
})

const refused = {
  Id: 'e-1',
  Errors: [
    {
      ErrorCode: 'U016',
      Message: 'x-jws-signature: crit does not contain http://openbanking.org.uk/tan',
      Path: 'x-jws-signature',
    },
  ],
}

const payments = 'https://api.example/open-banking/v4.0/pisp/domestic-payments'

/** A flow whose token was used for two pages and a refused payment, and what the history says of these calls. */
export function callFlow(
  profile: Profile,
  now: number,
): {
  readonly flow: Flow
  readonly pages: readonly CallRun[]
  readonly refused: readonly CallRun[]
} {
  const sent: readonly Sent[] = [
    { id: 'one', at: now - 40_000, url: `${api}?page=1`, status: 200, body: page(1) },
    { id: 'two', at: now - 20_000, url: `${api}?page=2`, status: 200, body: page(2) },
    {
      id: 'pay',
      at: now - 10_000,
      method: 'POST',
      url: payments,
      status: 400,
      body: refused,
      key: '8d3f7c1e-52b4-4a0e-9f0b-0d7c8f1f2a34',
    },
  ]
  let serial = 0
  const newId = () => `call-${++serial}`
  const flow = sent.reduce(
    (known, call) => {
      const { id, at, url, method = 'GET', status, key } = call
      const headers = [interaction, json, ['authorization', 'Bearer user-token'] as const]
      const own = key === undefined ? [] : [['x-idempotency-key', key] as const]
      const out = { method, url, headers: [...headers, ...own], body: '', certificate: false }
      const request = requestMessage('resource', out, `${id}-request`, at)
      const received = {
        status,
        headers: [interaction, json],
        body: JSON.stringify(call.body),
        truncated: false,
      }
      const response = responseMessage(request, 'resource', received, `${id}-response`, at + 210)
      const issues = status < 300 ? [] : [{ code: 'response_status', seen: String(status) }]
      return putMessage(putMessage(known, request, newId), { ...response, issues }, newId)
    },
    consentFlow(profile, 'authorised', now - 60_000),
  )
  const run = (id: string, more: Partial<CallRun>): CallRun => ({
    id,
    at: sent.find((each) => each.id === id)?.at ?? now,
    flowId: flow.id,
    requestId: `${id}-request`,
    responseId: `${id}-response`,
    status: 200,
    took: 210,
    verdict: 'pass',
    issues: [],
    error: null,
    page: null,
    idempotencyKey: null,
    ...more,
  })
  return {
    flow,
    pages: [
      run('two', { page: { page: 2, pages: 5 } }),
      run('one', { page: { page: 1, pages: 5 }, took: 240 }),
    ],
    refused: [
      run('pay', {
        status: 400,
        verdict: 'fail',
        issues: [{ code: 'call_status', seen: '400', expected: '2xx' }],
        error: 'U016',
        idempotencyKey: '8d3f7c1e-52b4-4a0e-9f0b-0d7c8f1f2a34',
      }),
    ],
  }
}
