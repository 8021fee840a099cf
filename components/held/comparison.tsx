import { SectionBar } from '@/components/ui/section-bar'
import { Prose } from '@/components/ui/prose'
import { StatusIcon } from '@/components/ui/icon'
import type { Flow } from '@/lib/flow/model/flow'
import type { AuthorizationResponse } from '@/lib/flow/model/message'
import { type Comparison, compareRelease } from '@/lib/flow/read/release-differences'
import { t, tData } from '@/lib/i18n'
import { useHost } from '@/lib/state/host'
import { useMirror } from '@/lib/state/mirror'

/** How a release compares with the redirect that was held. */
export function useComparison(flow: Flow, response: AuthorizationResponse): readonly Comparison[] {
  const { browser } = useHost()
  const place = useMirror(({ held }) => held.find(({ responseId }) => responseId === response.id))
  return compareRelease({ flow, response, place, browser })
}

/** The number of differences that an app could notice. */
export function differencesIn(comparison: readonly Comparison[]): number {
  return comparison.filter(({ status }) => status === 'warn').length
}

/** Shows in advance what a release cannot reproduce. */
export function ComparisonTable({ rows }: { readonly rows: readonly Comparison[] }) {
  const count = differencesIn(rows)
  if (count === 0) return null
  return (
    <section className="held__differs">
      <SectionBar level={2} title={t('held.differs.title')}>
        {t('held.differs.count', [String(count), String(rows.length)])}
      </SectionBar>
      <table className="tbl tbl--fixed" aria-label={t('held.differs.title')}>
        <tbody>
          {rows.map((row) => (
            <Row key={row.aspect} {...row} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Row({ aspect, status, case: name }: Comparison) {
  const own = `held.differs.${aspect}.${name}`
  const differs = status === 'warn'
  const real = tData(`${own}.real`)
  const released = tData(`${own}.released`)
  return (
    <tr>
      <th scope="row">
        <span className="verdict">
          <StatusIcon status={status} />
          <span>
            <Prose>{tData(`held.differs.${aspect}.name`)}</Prose>
          </span>
        </span>
      </th>
      <td className="wrap">
        <Prose>{differs ? t('held.differs.real', [real]) : real}</Prose>
      </td>
      <td className="wrap">
        <Prose>{differs ? t('held.differs.released', [released]) : released}</Prose>
      </td>
      <td className="wrap meta">{differs && <Prose>{tData(`${own}.why`)}</Prose>}</td>
    </tr>
  )
}
