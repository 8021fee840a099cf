import type { Flow } from '@/lib/flow/model/flow'
import { compareFlows } from '@/lib/share/compare-flows'
import { flowWithSecrets, planted } from '../samples/shared-flow'

const count = 60

function longFlow(flow: Flow, id: string): Flow {
  const messages = Array.from({ length: count }, (_, index) => {
    const message = flow.messages[index % flow.messages.length]
    return message && { ...message, id: `${id}${index}` }
  })
  return { ...flow, id, messages: messages.filter((message) => message !== undefined) }
}

const a = longFlow(flowWithSecrets(), 'a')
const b = longFlow(flowWithSecrets({ ...planted, code: 'other-code-1234' }), 'b')

export const compareTwo = (): void => {
  compareFlows(a, b)
}

export const copyTwo = (): void => {
  JSON.parse(JSON.stringify([a, b]))
}
