import { Copy, Download } from 'lucide-react'
import { useState } from 'react'
import { announce } from '@/components/ui/announcer'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { formatOctets } from '@/components/ui/format'
import { Icon, StatusIcon } from '@/components/ui/icon'
import { saveBlob, saveText } from '@/components/ui/save-text'
import { t } from '@/lib/i18n'
import { formats, type FormatId } from '@/lib/share/formats'
import type { ReceiptRow } from '@/lib/share/redaction-table'
import { usePng } from './export-picture'
import { countOf } from './receipt-line'
import type { ShareFile } from './share-file'

interface ExportFootProps {
  readonly file: ShareFile
  readonly format: FormatId
  readonly receipt: readonly ReceiptRow[]
  readonly isSafe: boolean
  /** Goes back to a file without secrets. */
  readonly onSafe: () => void
}

/** The name of the file, and what to do with it. A complete file asks once more. */
export function ExportFoot({ file, format, receipt, isSafe, onSafe }: ExportFootProps) {
  const [isAsking, setAsking] = useState(false)
  const png = usePng(file)
  const isPicture = file.type === 'image/png'
  const blob = png === 'too-long' ? null : png
  const save = () => {
    if (!isPicture) saveText(file.name, file.type, file.text)
    else if (blob) saveBlob(file.name, blob)
    else return
    announce(t('panel.share.saved', [file.name]))
    setAsking(false)
  }
  const secrets = countOf(receipt, 'secret', 'unknown')
  const isText = formats[format].isText === true
  const octets = isPicture ? blob?.size : new TextEncoder().encode(file.text).length
  const canSave = octets !== undefined
  return (
    <>
      {isAsking && !isSafe && (
        <Banner
          tone="warn"
          icon={<StatusIcon status="warn" />}
          title={t('panel.share.contains', [t('panel.share.secrets', secrets)])}
          actions={
            <>
              <Button variant="danger" onClick={save}>
                {t('panel.share.save_with', [t('panel.share.secrets', secrets)])}
              </Button>
              <Button variant="primary" onClick={onSafe}>
                {t('panel.share.back_to_safe')}
              </Button>
            </>
          }
        >
          <p>{t('panel.share.contains_text')}</p>
        </Banner>
      )}
      <div className="bar bar--foot task__foot">
        <span className="cut mono">{file.name}</span>
        <span className="meta nowrap">{octets !== undefined && formatOctets(octets)}</span>
        <span className="grow" />
        {isSafe ? (
          <>
            {isPicture ? (
              <Button
                icon={<Icon of={Copy} />}
                disabled={!canSave}
                onClick={() => blob && void copyPicture(blob)}
              >
                {t('panel.share.copy')}
              </Button>
            ) : (
              <CopyButton
                value={file.text}
                label={t('panel.share.copy')}
                variant={isText ? 'primary' : undefined}
                icon={<Icon of={Copy} />}
              >
                {t('panel.share.copy')}
              </CopyButton>
            )}
            <Button
              disabled={!canSave}
              variant={isText ? undefined : 'primary'}
              icon={<Icon of={Download} />}
              onClick={save}
            >
              {t('panel.share.save')}
            </Button>
          </>
        ) : (
          <Button disabled={!canSave} icon={<Icon of={Download} />} onClick={() => setAsking(true)}>
            {t('panel.share.save_complete')}
          </Button>
        )}
      </div>
    </>
  )
}

async function copyPicture(blob: Blob): Promise<void> {
  const item = new ClipboardItem({ [blob.type]: blob })
  const text = await navigator.clipboard.write([item]).then(
    () => t('panel.share.picture_copied'),
    () => t('ui.copy.failed'),
  )
  announce(text)
}
