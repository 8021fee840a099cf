import type { AuthorizationResponse } from '@/lib/flow/model/message'
import type { ReleaseDraft } from '@/lib/flow/read/release-draft'
import { type PreviewItem, previewOf } from '@/lib/flow/read/release-preview'
import { type Piece, textPieces } from '@/lib/model/masking'
import { beginningOf } from '@/components/ui/long-text'
import { t } from '@/lib/i18n'

interface UrlPreviewProps {
  readonly response: AuthorizationResponse
  readonly draft: ReleaseDraft
  /** The release is sent twice. */
  readonly twice: boolean
}

/** Characters of one parameter. The table shows the rest. */
const shownCharacters = 2000

const bullets = '•'.repeat(8)

/** Exactly what the app will receive, with changes marked and credentials masked. */
export function UrlPreview({ response, draft, twice }: UrlPreviewProps) {
  const { base, mark, items, rest } = previewOf(response, draft)
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a long URL scrolls, also by keyboard
    <section className="url" aria-label={t('held.url.title')} tabIndex={0}>
      <span className="meta url__t">{t(twice ? 'held.url.twice' : 'held.url.title')}</span>
      {mark === null && <span className="k">POST </span>}
      {masked(textPieces(base, 'parameter'))}
      {mark === null ? (
        <br />
      ) : (
        (items.length > 0 || mark.length > 1) && <span className="p">{mark}</span>
      )}
      {items.map((item, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- parameters may repeat; their order is what they are
        <Item key={index} item={item} joined={items.slice(0, index).some(isSent)} />
      ))}
      {masked(textPieces(rest, 'parameter'))}
    </section>
  )
}

function masked(pieces: readonly Piece[]): string {
  const whole = pieces.map(({ text, secret }) => (secret === null ? text : bullets)).join('')
  return beginningOf(whole, shownCharacters)
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
  const shown = masked(textPieces(`${name}=${text}`, 'parameter')).slice(name.length + 1)
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
