import type { MessageKind } from '@/lib/flow/model/message'
import { flows } from '../samples/flows'
import { ownFlow } from '../../ui/panel/own-flow'
import { choose, press, pressOn, see } from '../steps'
import type { Story } from '../story'
import { inFlow } from './panel-flows'
import { pending } from '../background'

type Tab = 'message' | 'jwt' | 'checks' | 'raw'

const open = (tab: Tab) => pressOn(`#inspector-tab-${tab}`)

/** A message of a flow in one of the inspector's tabs. */
function inspected(kind: MessageKind, tab: Tab, of: keyof typeof flows = 'tokens'): Story {
  const flow = flows[of]
  const { id = '' } = flow.messages.find((message) => message.kind === kind) ?? {}
  const suffix = of === 'tokens' ? '' : `-of-${of}`
  return inFlow(`inspector-${tab}-${kind}${suffix}`, flow, {
    steps: [choose(id), open(tab), ...(tab === 'jwt' ? [see('.verify')] : [])],
  })
}

const kinds = [...new Set(flows.tokens.messages.map(({ kind }) => kind))].filter(
  (kind) => kind !== 'hop',
)

export const inspectorStories: readonly Story[] = [
  ...kinds.map((kind) => inspected(kind, 'message')),
  ...kinds.map((kind) => inspected(kind, 'raw')),
  inspected('par-request', 'jwt'),
  inspected('token-request', 'jwt'),
  inspected('token-response', 'jwt'),
  inspected('token-response', 'jwt', 'tokens-failed'),
  inspected('authorization-response', 'jwt', 'jarm'),
  inspected('authorization-response', 'message', 'jarm'),
  inspected('authorization-response', 'message', 'code-mismatch'),
  inspected('authorization-response', 'message', 'jarm-unsigned'),
  inspected('par-response', 'checks'),
  inspected('authorization-request', 'checks'),
  inspected('authorization-response', 'checks', 'code'),
  inspected('authorization-response', 'checks', 'code-mismatch'),
  inspected('authorization-response', 'checks', 'jarm-unsigned'),
  inspected('authorization-response', 'checks', 'unsolicited'),
  inspected('token-response', 'checks'),
  inspected('token-response', 'checks', 'tokens-failed'),
  inspected('userinfo-response', 'checks'),
  inFlow('inspector-jwt-explained', flows.tokens, {
    steps: [
      choose('token-response'),
      open('jwt'),
      see('.verify .st--pass'),
      press('panel.value.explain', ['aud']),
      press('panel.verify.key'),
    ],
  }),
  inFlow('inspector-message-unfolded', flows.tokens, {
    steps: [choose('par-request'), open('message'), pressOn('.qv__tw'), see('.tree')],
  }),
  inFlow('inspector-checks-whole', flows['tokens-failed'], {
    steps: [choose('token-response'), open('checks'), press('panel.checks.whole')],
  }),
  inFlow('inspector-checks-passed', flows.tokens, {
    steps: [
      choose('token-response'),
      open('checks'),
      pressOn('section:last-child > .grp > .grp__b'),
      see('.passline'),
    ],
  }),
  inFlow('inspector-raw-as-received', flows.tokens, {
    steps: [choose('token-response'), open('raw'), press('panel.raw.received')],
  }),
  inFlow('inspector-jwt-reading', flows.tokens, {
    answers: { tokenInspect: pending },
    steps: [choose('token-response'), open('jwt'), see('.verify .st--pending')],
  }),
  inFlow('inspector-jwt-not-read', flows.tokens, {
    answers: { tokenInspect: () => Promise.reject(new Error('gone')) },
    steps: [choose('token-response'), open('jwt'), see('.note-line[role="alert"]')],
  }),
]

const menuOf = (kind: 'access_token') => press('panel.flow_tokens.more', [kind])
const tokenFlow = { ...flows.tokens, tokens: ownFlow.tokens }

export const dialogStories: readonly Story[] = [
  inFlow('dialog-grant', tokenFlow, {
    steps: [press('panel.flow_menu.title'), press('panel.grant.open')],
  }),
  inFlow('dialog-token-menu', tokenFlow, { steps: [menuOf('access_token')] }),
  inFlow('dialog-resource', tokenFlow, {
    steps: [menuOf('access_token'), press('panel.flow_tokens.resource')],
  }),
  inFlow('dialog-resource-refused', tokenFlow, {
    answers: {
      resourceRequest: () => ({
        ok: false,
        issues: [{ code: 'url_not_https', seen: 'http://api.example' }],
      }),
    },
    steps: [
      menuOf('access_token'),
      press('panel.flow_tokens.resource'),
      press('panel.resource.call'),
      see('dialog [role="alert"]'),
    ],
  }),
  inFlow('dialog-add-par', flows['third-party'], { steps: [press('panel.add_par.open')] }),
]
