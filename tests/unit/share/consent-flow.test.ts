import { expect, test } from 'vitest'
import type { Flow } from '@/lib/flow/model/flow'
import { formats } from '@/lib/share/formats'
import { defaultRedaction, redactFlows } from '@/lib/share/redact'
import { readFlowFile, writeFlowFile } from '@/lib/share/flow-file'
import { bankDraft } from '../../samples/bank-profile'
import { consentFlow } from '../../samples/consent-flow'
import { reportFor, safeHead, texts } from '../../samples/report'

const profile = { ...bankDraft, id: 'p1', createdAt: 0 }
const clientToken = 'aVeryPrivateClientToken42'
const cpf = '98765432100'

/** A flow with a client credentials token, and personal data in a value of its template. */
function flow(): Flow {
  const made = consentFlow(profile, 'still-usable', Date.parse('2026-11-28T00:00:00Z'))
  const text = JSON.stringify(made)
    .replaceAll('client-token', clientToken)
    .replaceAll('{{now+90d}}', cpf)
  return JSON.parse(text) as Flow
}

test('a safe export has neither the token of the client nor the values of the template', () => {
  const { flows } = redactFlows([flow()], defaultRedaction)
  const reports = () => flows.map((each) => reportFor(each))
  const written = Object.values(formats).map(({ write }) =>
    write({ flows, head: safeHead, reports, texts, language: 'en' }),
  )
  for (const text of written) {
    expect(text).not.toContain(clientToken)
    expect(text).not.toContain(btoa(clientToken))
    expect(text).not.toContain(cpf)
  }
})

test('a flow file keeps what each call was for, and nothing that acts', () => {
  const means = { newId: () => 'new', now: 0, file: null } as never
  const read = readFlowFile(writeFlowFile([flow()], safeHead), means)
  if (!('flows' in read)) throw new Error(JSON.stringify(read))
  const [imported] = read.flows
  expect(imported?.consent).toBeUndefined()
  expect(imported?.messages.flatMap((each) => ('purpose' in each ? [each.purpose] : []))).toEqual([
    'create',
    'create',
    'status',
    'status',
    'withdraw',
    'withdraw',
    'use',
    'use',
  ])
  expect(imported?.tokens.find(({ ofClient }) => ofClient)?.value).toBe(clientToken)
})
