import { beginningOf } from '@/components/ui/long-text'
import { Scroll } from '@/components/ui/scroll'
import { Segmented } from '@/components/ui/segmented'
import { t } from '@/lib/i18n'
import type { UnknownValue } from '@/lib/share/redaction-table'

interface ExportCheckProps {
  readonly unknown: readonly UnknownValue[]
  /** Those that stay in the file. */
  readonly kept: readonly UnknownValue[]
  readonly onKept: (kept: readonly UnknownValue[]) => void
}

const suspicions = {
  entropy: 'panel.share.looks_random',
  jwt: 'panel.share.looks_jwt',
  name: 'panel.share.looks_named',
  path: 'panel.share.looks_path',
} as const

/** Values that look like secrets and have an unknown name. They are replaced unless the tester keeps them. */
export function ExportCheck({ unknown, kept, onKept }: ExportCheckProps) {
  const others = unknown.filter(({ value }) => !kept.some((each) => each.value === value))
  const all = [...kept, ...others]
  if (all.length === 0) return <p className="note-line">{t('panel.share.nothing_to_check')}</p>
  return (
    <Scroll label={t('panel.share.check_tab')}>
      <p className="note-line">{t('panel.share.check_text')}</p>
      <table className="tbl tbl--fixed xport__check">
        <thead>
          <tr>
            <th>{t('panel.share.where')}</th>
            <th>{t('panel.share.value')}</th>
            <th>{t('panel.share.why')}</th>
            <th>{t('panel.share.in_file')}</th>
          </tr>
        </thead>
        <tbody>
          {all.map((each) => (
            <tr key={each.value}>
              <th scope="row" className="mono">
                {beginningOf(each.name)}
              </th>
              <td className="mono">{beginningOf(each.value, 60)}</td>
              <td>{t(suspicions[each.suspicion])}</td>
              <td>
                <Segmented
                  label={t('panel.share.in_file_of', [beginningOf(each.name)])}
                  options={[
                    { value: 'replace', label: t('panel.share.replace') },
                    { value: 'keep', label: t('panel.share.keep_value') },
                  ]}
                  value={kept.includes(each) ? 'keep' : 'replace'}
                  onChange={(choice) => {
                    const rest = kept.filter((other) => other !== each)
                    onKept(choice === 'keep' ? [...rest, each] : rest)
                  }}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  )
}
