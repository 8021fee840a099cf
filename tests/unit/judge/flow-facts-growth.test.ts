import { expect, test } from 'vitest'
import { workOf } from '../work'
import { flowContextOf } from '@/lib/facts/flow-context'
import { httpExchangeOf, isPageMessage } from '@/lib/facts/http-exchange'
import type { OAuthMessage } from '@/lib/flow/model/message'
import { accessToken } from '../../rules/answers'
import { exchange, received, refresh, sent, tokens } from '../../rules/flow-messages'
import { visit } from '../../samples/good-flow'

const headers = [['authorization', `Bearer ${accessToken}`]] as const

const messagesOf = (count: number): readonly OAuthMessage[] => [
  exchange(),
  received(exchange(), tokens),
  ...Array.from({ length: count }, (_, index) => {
    const call = sent('resource', 20 + index, [], { headers })
    const again = refresh(20 + index, `token-${index}`)
    return [visit(`page-${index}`, index), call, received(call, ''), again, received(again, tokens)]
  }).flat(),
]

const read = (messages: readonly OAuthMessage[]) => () => {
  for (const message of messages) {
    flowContextOf(message, { messages })
    if (isPageMessage(message)) httpExchangeOf(message, { messages })
  }
}

test('twice the messages are at most twice the work', async () => {
  read(messagesOf(10))()
  const few = await workOf(read(messagesOf(100)))
  expect(await workOf(read(messagesOf(200)))).toBeLessThan(few * 2.2)
})
