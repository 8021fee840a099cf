import { StatusIcon } from '@/components/ui/icon'
import { keyed } from '@/components/ui/keyed'
import { useFirst } from '@/components/ui/long-text'
import { SectionBar } from '@/components/ui/section-bar'
import { t, tData } from '@/lib/i18n'
import type { TriedKey } from '@/lib/jose/keys-tried'
import type { TokenView } from '@/lib/messaging/views'

const none: readonly TriedKey[] = []

/** The keys that did not verify a signature, each with its reason. */
export function KeysTried({ view: { tried = none } }: { readonly view: TokenView }) {
  const { first, more } = useFirst(tried)
  if (tried.length === 0) return null
  return (
    <>
      <SectionBar level={3} title={t('panel.verify.tried_title')}>
        {tried.length}
      </SectionBar>
      <ul>
        {keyed(first, ({ kid }) => kid ?? '').map(({ key, item }) => (
          <li key={key} className="keytry">
            <StatusIcon status={item.reason === 'signature' ? 'fail' : 'neutral'} />
            <span className="mono cut">{item.kid ?? t('panel.verify.no_kid')}</span>
            <span className="meta">{reasonOf(item)}</span>
          </li>
        ))}
      </ul>
      {more && <p className="note-line">{more}</p>}
    </>
  )
}

/** The reason in a few words, with both values where they differ. */
function reasonOf({ reason, seen, expected }: TriedKey): string {
  const key = reason.replaceAll('-', '_')
  const text = tData(`panel.verify.tried.${key}`)
  if (reason === 'signature' || reason === 'kid-unknown') return text
  const values = [seen, expected].filter((value) => value !== undefined)
  return values.length === 2
    ? `${text}: ${t('panel.verify.tried_values', [values[0] ?? '', values[1] ?? ''])}`
    : text
}
