import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Flow } from '@/lib/flow/model/flow'
import { factsOf } from '@/lib/flow/reduce/flow-facts'
import {
  readFlowFile,
  shareFileName,
  writeFlowFile,
  type FlowFileHead,
} from '@/lib/share/flow-file'
import { defaultRedaction, redactFlows } from '@/lib/share/redact'
import { consentFlows } from '../../samples/consents'
import { flowWithSecrets } from '../../samples/shared-flow'

const head: FlowFileHead = {
  mode: 'complete',
  made: { at: 5, parley: '1.0.0', browser: 'Chromium 141', rules: '2026.11' },
  redaction: [],
}

const means = () => {
  let next = 0
  return { file: null, now: 9, newId: () => `new-${(next += 1)}` }
}

const read = (text: string) => readFlowFile(text, means())

const flows: readonly Flow[] = [flowWithSecrets(), ...Object.values(consentFlows)]

const changed = (edit: (file: Record<string, unknown>) => unknown) =>
  JSON.stringify(
    edit(JSON.parse(writeFlowFile([flowWithSecrets()], head)) as Record<string, unknown>),
  )

const codeOf = (text: string) => {
  const result = read(text)
  return result.ok ? 'ok' : result.issue.code
}

describe('a complete file', () => {
  const result = read(writeFlowFile(flows, head))

  test('gives the same messages, tokens and verdicts', () => {
    if (!result.ok) throw new Error(JSON.stringify(result.issue))
    expect(result.flows.map(({ messages }) => messages)).toEqual(
      flows.map(({ messages }) => messages),
    )
    for (const [index, flow] of result.flows.entries()) {
      const { requested, tokens, expected, issuer, clientId } = flows[index] as Flow
      expect(flow).toMatchObject({ tokens, expected, issuer, clientId })
      expect({ ...flow.requested, dpopKeyId: null }).toEqual({ ...requested, dpopKeyId: null })
    }
  })

  test('gives the same name and note, and neither pin nor keep', () => {
    const note = { text: 'Ticket OFM-318', at: 7 }
    const flow: Flow = {
      ...flowWithSecrets(),
      name: 'Reference run',
      note,
      pinned: true,
      kept: { mode: 'safe', at: 7 },
    }
    const again = read(writeFlowFile([flow], head))
    const [found] = again.ok ? again.flows : []
    expect(found).toMatchObject({ name: 'Reference run', note })
    expect(found?.pinned).toBeUndefined()
    expect(found?.kept).toBeUndefined()
  })

  test('has what the browser reported about pages', () => {
    const headers = [['cache-control', 'no-store']] as const
    const flow = flowWithSecrets()
    const messages = flow.messages.map((message) => {
      if (message.kind === 'authorization-request')
        return {
          ...message,
          fetched: true,
          httpResult: { at: 1, status: 200, error: null, headers },
        }
      if (message.kind === 'authorization-response')
        return { ...message, hold: null, callback: { status: 200, headers } }
      return message
    }) as Flow['messages']
    const again = read(writeFlowFile([{ ...flow, messages }], head))
    expect(again.ok && again.flows[0]?.messages).toEqual(messages)
  })

  test('holds nothing, and is never newer than its import', () => {
    const flow = { ...flowWithSecrets(), createdAt: 8e15, updatedAt: 8e15 }
    const messages = flow.messages.map((message) =>
      message.kind === 'authorization-response' && message.hold
        ? { ...message, hold: { ...message.hold, state: 'held' } }
        : message,
    ) as Flow['messages']
    const again = read(writeFlowFile([{ ...flow, messages }], head))
    const [imported] = again.ok ? again.flows : []
    expect(imported).toMatchObject({ createdAt: 9, updatedAt: 9 })
    expect(imported?.messages.some((message) => 'hold' in message && message.hold !== null)).toBe(
      false,
    )
  })

  test('gives imported flows with new ids, without anything of the browser', () => {
    if (!result.ok) throw new Error(JSON.stringify(result.issue))
    expect(result.flows.map(({ id }) => id)).toEqual(flows.map((_, index) => `new-${index + 1}`))
    for (const flow of result.flows)
      expect(flow).toMatchObject({
        imported: { at: 9, mode: 'complete', by: { parley: '1.0.0', rules: '2026.11' } },
        profileId: null,
        tabId: null,
        tabClosed: true,
        storedRequestId: null,
        hold: false,
        chains: [],
        requested: { dpopKeyId: null },
      })
  })

  test('names its mode', () => {
    expect(JSON.parse(writeFlowFile(flows, head))).toMatchObject({
      parley: 'flows',
      version: 1,
      mode: 'complete',
    })
    expect(shareFileName('Accounts, 3 #9', 'complete', 'json')).toBe('complete.Accounts-3-9.json')
    expect(shareFileName('../../etc/passwd', 'safe', 'json')).toBe('etc-passwd.json')
  })
})

test('a safe file gives the redacted flow with its verdicts', () => {
  const { flows: safe, receipt } = redactFlows(flows, defaultRedaction)
  const result = read(writeFlowFile(safe, { ...head, mode: 'safe', redaction: receipt }))
  if (!result.ok) throw new Error(JSON.stringify(result.issue))
  expect(result.head.redaction).toEqual(receipt)
  const verdicts = ({ messages }: Flow) =>
    messages.map(({ results }) => results.map(({ id, outcome }) => [id, outcome]))
  expect(result.flows.map(verdicts)).toEqual(flows.map(verdicts))
})

test('no event concerns an imported flow', () => {
  const result = read(writeFlowFile(flows, head))
  if (!result.ok) throw new Error(JSON.stringify(result.issue))
  for (const flow of result.flows)
    expect(factsOf(flow, { rev: 1, octets: 1, more: ['unopened', 'exchange-due'] })).toMatchObject({
      profileId: null,
      tabId: null,
      redirectUris: [],
      chains: [],
      marks: [],
      codes: [],
      values: [],
    })
})

describe('a bad file is refused with its reason', () => {
  const whole = writeFlowFile([flowWithSecrets()], head)

  test.each([
    ['not JSON', 'hello', 'flow_file_json'],
    ['truncated', whole.slice(0, whole.length / 2), 'flow_file_json'],
    ['empty', '', 'flow_file_json'],
    ['a different file', '{"parley":"profiles","version":1}', 'flow_file_unknown'],
    ['a list', '[]', 'flow_file_unknown'],
    ['a newer version', changed((file) => ({ ...file, version: 2 })), 'flow_file_version'],
    ['no version', changed(({ version: _, ...file }) => file), 'flow_file_version'],
    ['deep nesting', `{"parley":"flows","x":${'['.repeat(100_000)}`, 'flow_file_json'],
    ['too large', ' '.repeat(100_000_001), 'flow_file_large'],
    ['no flows', changed((file) => ({ ...file, flows: [] })), 'flow_file_member'],
    [
      'too many flows',
      changed((file) => ({ ...file, flows: Array.from({ length: 501 }, () => 1) })),
      'flow_file_member',
    ],
    ['an unknown mode', changed((file) => ({ ...file, mode: 'raw' })), 'flow_file_member'],
  ])('%s', (_, text, code) => expect(codeOf(text)).toBe(code))

  test('repeated ids, of flows and of messages', () => {
    expect(codeOf(writeFlowFile([flowWithSecrets(), flowWithSecrets()], head))).toBe(
      'flow_file_repeated',
    )
    const flow = flowWithSecrets()
    const twice = { ...flow, messages: [...flow.messages, ...flow.messages.slice(0, 1)] }
    expect(codeOf(writeFlowFile([twice], head))).toBe('flow_file_repeated')
  })

  test('one bad message, even after good flows', () => {
    const flow = flowWithSecrets()
    const bad = { ...flow, id: 'bad', messages: [{ kind: 'token-request' }] } as unknown as Flow
    expect(codeOf(writeFlowFile([flow, bad], head))).toBe('flow_file_member')
  })
})

describe('hostile members', () => {
  test('of the prototype and unknown ones are dropped', () => {
    const text = writeFlowFile([flowWithSecrets()], head).replace(
      '"flows": [\n    {',
      '"flows": [\n    {"__proto__": {"polluted": true}, "constructor": {"x": 1}, "imported": {"at": 0}, "hold": true, "exchangeDue": "m2", "tabId": 3, "chains": ["1"], "profileId": "p1",',
    )
    const result = read(text)
    if (!result.ok) throw new Error(JSON.stringify(result.issue))
    const [flow] = result.flows as [Flow]
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
    expect(Object.hasOwn(flow, '__proto__')).toBe(false)
    expect('polluted' in flow).toBe(false)
    expect(flow).toMatchObject({ hold: false, tabId: null, chains: [], profileId: null })
    expect(flow.exchangeDue).toBeUndefined()
    expect(flow.imported?.at).toBe(9)
  })

  test('never throw, whatever they are', () => {
    const json = fc.json({ maxDepth: 5 })
    fc.assert(
      fc.property(json, fc.constantFrom('flows', 'made', 'mode', 'version'), (value, name) => {
        const text = changed((file) => ({ ...file, [name]: JSON.parse(value) as unknown }))
        expect(typeof read(text).ok).toBe('boolean')
      }),
      { numRuns: 300 },
    )
  })

  test('in the place of any value of a flow are refused or kept as data', () => {
    const whole = writeFlowFile([flowWithSecrets()], head)
    const lines = whole.split('\n')
    fc.assert(
      fc.property(
        fc.nat(lines.length - 1),
        fc.constantFrom('null', '1', '"x"', '{}', '[]'),
        (at, value) => {
          const edited = lines.map((line, index) =>
            index === at ? line.replace(/: .*?(,?)$/, `: ${value}$1`) : line,
          )
          expect(typeof read(edited.join('\n')).ok).toBe('boolean')
        },
      ),
      { numRuns: 300 },
    )
  })
})
