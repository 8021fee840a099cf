import type { AuthorizationResponse } from '@/lib/flow/model/message'
import type { ReleaseDraft } from '@/lib/flow/read/release-draft'
import { type PreviewItem, previewOf } from '@/lib/flow/read/release-preview'
import { t } from '@/lib/i18n'
import { isSecretParam } from './rows'

interface UrlPreviewProps {
  readonly response: AuthorizationResponse
  readonly draft: ReleaseDraft
  /** The release is sent twice. */
  readonly twice: boolean
}

const bullets = '•'.repeat(8)

/** Exactly what the app will receive, with changes marked and credentials masked. */
export function UrlPreview({ response, draft, twice }: UrlPreviewProps) {
  const { base, mark, items, rest } = previewOf(response, draft)
  return (
    <section className="url" aria-label={t('held.url.title')}>
      <span className="meta url__t">{t(twice ? 'held.url.twice' : 'held.url.title')}</span>
      {mark === null && <span className="k">POST </span>}
      {base}
      {mark === null ? <br /> : items.length > 0 && <span className="p">{mark}</span>}
      {items.map((item, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- parameters may repeat; their order is what they are
        <Item key={index} item={item} joined={items.slice(0, index).some(isSent)} />
      ))}
      {rest}
    </section>
  )
}

function isSent({ kind }: PreviewItem): boolean {
  return kind !== 'left-out'
}

interface ItemProps {
  readonly item: PreviewItem
  /** A sent parameter precedes it. */
  readonly joined: boolean
}

/** Text that is struck out is not sent; the rest is the exact query. */
function Item({ item, joined }: ItemProps) {
  const { name, text, kind } = item
  const shown = text !== '' && isSecretParam(name) ? bullets : text
  const and = joined && <span className="p">&amp;</span>
  const pair = (
    <>
      <span className="k">{name}</span>
      <span className="p">=</span>
    </>
  )
  if (kind === 'left-out')
    return (
      <del>
        <span className="vh">{t('held.url.left_out')} </span>
        {joined && '&'}
        {name}={shown}
      </del>
    )
  const isMarked = kind === 'changed' || kind === 'added'
  return (
    <>
      {and}
      {kind === 'added' ? null : pair}
      {isMarked ? (
        <mark>
          {kind === 'added' && pair}
          {shown}
        </mark>
      ) : (
        shown
      )}
    </>
  )
}
