import { useState } from 'react'
import { ActionButton } from '@/components/ui/action-button'
import { ask } from '@/components/connected/ask'
import { StatusIcon } from '@/components/ui/icon'
import type { ImportReport } from '@/lib/messaging/views'
import type { Issue } from '@/lib/model/issue'
import { command } from '@/lib/state/actions'
import { t, tData } from '@/lib/i18n'
import { IssueNotes } from '@/components/ui/issue-notes'
import { keyed } from '@/components/ui/keyed'

type Item = ImportReport['withheld'][number]

/**
 * The settings of a file that determine a destination, each with its hosts, to be confirmed one by
 * one.
 */
export function ImportWithheld({ items }: { items: readonly Item[] }) {
  if (items.length === 0) return null
  return (
    <section aria-label={t('panel.import.withheld')}>
      <h3 className="label with-icon">
        <StatusIcon status="warn" />
        {t('panel.import.withheld')}
      </h3>
      <ul className="report__list">
        {items.map((item) => (
          <Withheld key={`${item.profileId} ${item.field}`} item={item} />
        ))}
      </ul>
    </section>
  )
}

const uses = {
  discovery: 'panel.import.use_discovery',
  autoExchange: 'panel.import.use_autoExchange',
  resourceServers: 'panel.import.use_resourceServers',
} as const satisfies Record<Item['field'], string>

function Withheld({ item }: { item: Item }) {
  const { profileId, profile, code, field, hosts, setting } = item
  const [state, setState] = useState<'open' | 'pending' | 'taken'>('open')
  const [issues, setIssues] = useState<readonly Issue[]>([])
  const take = async () => {
    setState('pending')
    const result = await ask(command('profileTake', { id: profileId, setting }))
    setState(result.ok ? 'taken' : 'open')
    setIssues(result.ok ? [] : result.issues)
  }
  return (
    <li>
      <p>
        <span className="strong">{profile}</span> {tData(`import.withheld.${code}`)}
      </p>
      <ul>
        {keyed(hosts, ({ host }) => host).map(({ key, item: { host, members } }) => (
          <li key={key}>
            <bdi className="mono wrap">{host}</bdi>{' '}
            <span className="meta wrap">{members.join(', ')}</span>
          </li>
        ))}
      </ul>
      <IssueNotes issues={issues} />
      {state === 'taken' ? (
        <p className="with-icon">
          <StatusIcon status="pass" />
          {t('panel.import.confirmed')}
        </p>
      ) : (
        <ActionButton
          pending={state === 'pending'}
          aria-label={`${t(uses[field])}: ${profile}`}
          onClick={() => void take()}
        >
          {t(uses[field])}
        </ActionButton>
      )}
    </li>
  )
}
