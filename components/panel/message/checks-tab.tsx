import { useSharing } from '@/components/connected/sharing'
import { Checks } from '@/components/ui/checks'
import { ruleProfileText } from '@/components/ui/rule-profile-text'
import { t } from '@/lib/i18n'
import { restsOnReplaced } from '@/lib/flow/read/replaced-values'
import type { Flow } from '@/lib/flow/model/flow'
import type { OAuthMessage } from '@/lib/flow/model/message'
import { issuesOf } from '@/lib/flow/read/endpoint-response'
import { resultKey } from '@/lib/model/result-place'
import type { RuleResult } from '@/lib/model/rule-result'
import { messageName } from './sequence-text'
import { UnusableItems } from './unusable'

/** A result with its message. */
export interface CheckedIn {
  readonly result: RuleResult
  readonly message: OAuthMessage
}

interface ChecksTabProps {
  flow: Flow
  message: OAuthMessage
  whole: boolean
  onOpen: (checked: CheckedIn) => void
}

/** The checks of a message, or of all messages of its flow. */
export function ChecksTab({ flow, message, whole, onOpen }: ChecksTabProps) {
  const { copyPart } = useSharing()
  const isSafe = flow.imported?.mode === 'safe'
  const messages = whole ? flow.messages : [message]
  const byId = new Map(messages.map((each) => [each.id, each]))
  const unusable = messages.filter((each) => issuesOf(each).length > 0)
  return (
    <div className="scroll">
      {flow.negativeTest?.isBaseline === false && (
        <p className="note-line meta">{t('probes.on_purpose')}</p>
      )}
      <Checks
        key={String(whole)}
        checked={messages.flatMap((each) =>
          each.results.map((result) => ({
            result,
            messageId: each.id,
            ...(whole && { messageName: messageName(each.kind) }),
            ...(isSafe && restsOnReplaced(result) && { isBeforeRedaction: true as const }),
          })),
        )}
        failures={{
          count: unusable.flatMap(issuesOf).length,
          items: unusable.map((each) => <UnusableItems key={each.id} message={each} />),
        }}
        rules={ruleProfileText(flow.ruleProfile)}
        onCopy={({ result, messageId = '' }) =>
          copyPart(flow.id, { messageId, result: resultKey(result) })
        }
        onOpen={({ result, messageId = '' }) => {
          const found = byId.get(messageId)
          if (found) onOpen({ result, message: found })
        }}
      />
    </div>
  )
}
