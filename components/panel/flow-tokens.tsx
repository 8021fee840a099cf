import { SectionBar } from '@/components/ui/section-bar'
import { Age } from '@/components/ui/time'
import { useMirror } from '@/lib/state/mirror'
import { t } from '@/lib/i18n'
import { tokensOf } from './params'
import { messageName } from './sequence-text'

interface FlowTokensProps {
  current: string
  onSelect: (text: string) => void
}

/** Tokens that messages of the flows looked at so far brought along. */
export function FlowTokens({ current, onSelect }: FlowTokensProps) {
  const flows = useMirror(({ flow }) => flow)
  const found = Object.values(flows)
    .flatMap((flow) => flow?.messages ?? [])
    .flatMap((message) => tokensOf(message).map((token) => ({ ...token, message })))
    .toSorted((a, b) => b.message.at - a.message.at)
  if (found.length === 0) return null
  return (
    <>
      <SectionBar level={3} title={t('panel.tokens.from_flows')}>
        {found.length}
      </SectionBar>
      <ul>
        {found.map(({ name, text, message }) => (
          <li key={`${message.id} ${name}`}>
            <button
              type="button"
              className={`tok${text === current ? ' is-sel' : ''}`}
              aria-current={text === current ? 'true' : undefined}
              onClick={() => onSelect(text)}
            >
              <span className="cut">
                <span className="mono">{name}</span>{' '}
                <span className="meta">{messageName(message.kind)}</span>
              </span>
              <span className="flow__age">
                <Age at={message.at} />
              </span>
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}
