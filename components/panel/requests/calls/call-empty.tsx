import { Send } from 'lucide-react'
import { ask } from '@/components/connected/ask'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icon'
import { ruleProfileText } from '@/components/ui/rule-profile-text'
import { t } from '@/lib/i18n'
import { callsOf } from '@/lib/oauth/ecosystem-calls'
import type { Profile } from '@/lib/oauth/profile'
import { command } from '@/lib/state/actions'
import { useAddCall } from './use-call-items'
import { useCallTokens } from './use-call-tokens'

interface CallEmptyProps {
  readonly profile: Profile
  readonly onSelect: (itemId: string) => void
}

/** What a profile without resource calls can start with. */
export function CallEmpty({ profile, onSelect }: CallEmptyProps) {
  const { run } = useAddCall()
  const { tokens, isReading } = useCallTokens(profile.id)
  const count = callsOf(profile.ruleProfile).length
  const addAll = async () => {
    const added = await ask(command('savedCallsAdd', { profileId: profile.id }))
    if (added.ok && added.id !== null) onSelect(added.id)
  }
  const start = async () => {
    const id = await run()
    if (id !== null) onSelect(id)
  }
  return (
    <>
      <section className="pane pane--both" aria-label={t('panel.calls.title')}>
        <div className="scroll call-empty">
          <EmptyState icon={<Icon of={Send} />} title={t('panel.calls.none')}>
            <p>{t('panel.calls.none_text')}</p>
            <div className="btns">
              {count > 0 && (
                <Button variant="primary" onClick={() => void addAll()}>
                  {t('panel.calls.add_all', [String(count), ruleProfileText(profile.ruleProfile)])}
                </Button>
              )}
              <Button variant={count > 0 ? undefined : 'primary'} onClick={() => void start()}>
                {t('panel.calls.new_call')}
              </Button>
            </div>
          </EmptyState>
        </div>
      </section>
      {tokens.length === 0 && !isReading && (
        <div className="bar bar--foot">
          <span className="meta">{t('panel.calls.no_token')}</span>
        </div>
      )}
    </>
  )
}
