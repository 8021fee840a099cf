import { pushTargets } from '@/components/connected/destination'
import { SendsTo } from '@/components/connected/sends-to'
import { usePush } from '@/components/connected/use-push'
import { pushWord } from '@/components/connected/push-words'
import { ActionButton } from '@/components/ui/action-button'
import { IssueNotes } from '@/components/ui/issue-notes'
import { Facts, type Fact } from '@/components/ui/facts'
import type { Profile } from '@/lib/oauth/profile'
import type { LibraryPaneProps } from '../library'

/** What the current profile sends, and the buttons that send it. */
export function AuthorizationPane({ item, onFlow }: LibraryPaneProps) {
  const push = usePush(onFlow)
  const { profile, off, pending, issues } = push
  return (
    <>
      <div className="bar worktop">
        <h2 className="cut">{item.name}</h2>
      </div>
      <section className="pane pane--both" aria-label={item.name}>
        <div className="scroll">{profile && <Facts facts={factsOf(profile)} />}</div>
        <IssueNotes issues={issues} />
      </section>
      <div className="bar bar--foot">
        <ActionButton variant="primary" pending={pending} off={off} onClick={push.run}>
          {pushWord(profile, 'add')}
        </ActionButton>
        <SendsTo profile={profile} targets={pushTargets(profile)} />
      </div>
    </>
  )
}

function factsOf({ scope, redirectUris, authorizationDetails, claims }: Profile): readonly Fact[] {
  return [
    ['scope', scope || null],
    ['redirect_uri', redirectUris[0] ?? null],
    ['authorization_details', authorizationDetails || null],
    ['claims', claims || null],
  ]
}
