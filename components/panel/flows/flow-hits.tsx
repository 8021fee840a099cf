import { messageName } from '@/components/panel/message/sequence-text'
import { keyed } from '@/components/ui/keyed'
import type { SearchHit } from '@/lib/flow/read/search'
import { t } from '@/lib/i18n'

/** Matches that are shown in a row. */
const maxShown = 2

/** The values of a flow that a search found, each with the match marked. */
export function FlowHits({ hits }: { hits: readonly SearchHit[] }) {
  const more = hits.length - maxShown
  return (
    <span className="frow__hits">
      {keyed(hits.slice(0, maxShown), ({ path }) => path.join('.')).map(({ key, item }) => (
        <span key={key} className="hit" title={pathText(item)}>
          <span className="k">{item.path.at(-1)}</span>
          <span className="cut">
            {item.before}
            <mark>{item.match}</mark>
            {item.after}
          </span>
        </span>
      ))}
      {more > 0 && <span className="meta">{t('panel.flows.more_hits', more)}</span>}
    </span>
  )
}

function pathText({ kind, path }: SearchHit): string {
  return [...(kind === null ? [] : [messageName(kind)]), path.join('.')].join(': ')
}
