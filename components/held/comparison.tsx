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
      <table className="tbl tbl--fixed">
        <caption className="vh">{t('held.differs.title')}</caption>
        <tbody>
          {rows.map(({ aspect, status, case: name }) => {
            const own = `held.differs.${aspect}.${name}`
            return (
              <tr key={aspect}>
                <th scope="row">
                  <span className="verdict">
                    <StatusIcon status={status} />
                    {tData(`held.differs.${aspect}.name`)}
                  </span>
                </th>
                <td className="wrap">{tData(`${own}.real`)}</td>
                <td className="wrap">{tData(`${own}.released`)}</td>
                <td className="wrap meta">
                  {status === 'warn' && <Prose>{tData(`${own}.why`)}</Prose>}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}
