import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { flowName, flowOutcome } from '@/components/ui/flow-text'
import { formatMoment } from '@/components/ui/format'
import { StatusIcon } from '@/components/ui/icon'
import { SectionBar } from '@/components/ui/section-bar'
import type { FlowSummary } from '@/lib/flow/model/flow'
import { t } from '@/lib/i18n'
import { useMirror } from '@/lib/state/mirror'
import { useState } from 'react'
import type { ImportedFile } from './import-file'

interface ImportFoundProps {
  readonly file: ImportedFile
  /** Shows a flow. */
  readonly onFlow: (id: string) => void
}

/** The flows of a file, and what was left out of a recording. */
export function ImportFound({ file: { flowIds, summary }, onFlow }: ImportFoundProps) {
  const flows = useMirror((state) => state.flows)
  const rows = flows.filter(({ id, removedAt }) => removedAt === undefined && flowIds.includes(id))
  return (
    <>
      {rows.length > 0 && <Found rows={rows} onFlow={onFlow} />}
      {summary && summary.bodiless > 0 && (
        <Banner
          tone="warn"
          icon={<StatusIcon status="warn" />}
          title={t('panel.share.bodiless', summary.bodiless)}
        />
      )}
      {summary && leavesOutRedirects.test(summary.tool) && (
        <Banner icon={<StatusIcon status="info" />} title={t('panel.share.safari_title')}>
          <p>{t('panel.share.safari_text')}</p>
        </Banner>
      )}
      {summary && <Left left={summary.left} />}
    </>
  )
}

/**
 * Safari writes one entry for a chain of redirects, with the URL of the last page.
 *
 * @see [HARBuilder of WebKit](https://github.com/WebKit/WebKit/blob/main/Source/WebInspectorUI/UserInterface/Controllers/HARBuilder.js)
 */
const leavesOutRedirects = /^WebKit Web Inspector\b/

function Found({ rows, onFlow }: { rows: readonly FlowSummary[]; onFlow: (id: string) => void }) {
  const [now] = useState(Date.now)
  return (
    <>
      <SectionBar title={t('panel.share.found')}>{rows.length}</SectionBar>
      <table className="tbl found-flows">
        <thead>
          <tr>
            <th scope="col">{t('panel.share.flow')}</th>
            <th scope="col">{t('panel.share.recorded')}</th>
            <th scope="col">{t('panel.share.outcome')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td>
                <StatusIcon status={row.status} />{' '}
                <Button variant="link" onClick={() => onFlow(row.id)}>
                  {flowName(row)}
                </Button>
                <span className="note">{hostsOf(row)}</span>
              </td>
              <td className="num">{formatMoment(row.createdAt, now)}</td>
              <td>{flowOutcome(row)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

const hostsOf = ({ issuer, clientId }: FlowSummary) =>
  [issuer, clientId].filter((each) => each !== null).join(', ')

type Reason = keyof NonNullable<ImportedFile['summary']>['left']

const reasons: readonly Reason[] = ['asset', 'other', 'login', 'unread']

function Left({ left }: { left: NonNullable<ImportedFile['summary']>['left'] }) {
  const shown = reasons.filter((reason) => left[reason] > 0)
  const count = shown.reduce((sum, reason) => sum + left[reason], 0)
  if (count === 0) return null
  return (
    <>
      <SectionBar title={t('panel.share.left_out')}>
        {t('panel.share.entries_read', count)}
      </SectionBar>
      <table className="tbl left-out">
        <tbody>
          {shown.map((reason) => (
            <tr key={reason}>
              <td className="num left-out__n">{left[reason]}</td>
              <th scope="row">
                {t(`panel.share.left.${reason}`)}
                <span className="note">{t(`panel.share.left_why.${reason}`)}</span>
              </th>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
