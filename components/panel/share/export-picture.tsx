import { useEffect, useMemo, useRef, useState } from 'react'
import { Scroll } from '@/components/ui/scroll'
import { t } from '@/lib/i18n'
import { pictureOf, pngOf } from './svg-picture'
import type { ShareFile } from './share-file'

/** A picture as a file; `too-long` if it cannot be one, null until it is drawn. */
export function usePng(file: ShareFile): Blob | 'too-long' | null {
  const [drawn, setDrawn] = useState<{ file: ShareFile; png: Blob | 'too-long' } | null>(null)
  useEffect(() => {
    if (file.type !== 'image/png') return
    let isCurrent = true
    const draw = async () => {
      const canvas = pictureOf(file.text)
      const png = canvas ? await pngOf(canvas).catch(() => 'too-long' as const) : 'too-long'
      if (isCurrent) setDrawn({ file, png })
    }
    void draw()
    return () => {
      isCurrent = false
    }
  }, [file])
  return drawn?.file === file ? drawn.png : null
}

/** The picture, as wide as the pane at most. It is black on white in both themes. */
export function ExportPicture({ file }: { readonly file: ShareFile }) {
  const picture = useMemo(() => pictureOf(file.text), [file])
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (picture) place.current?.replaceChildren(picture)
  }, [picture])
  if (!picture) return <p className="note-line">{t('panel.share.picture_too_long')}</p>
  return (
    <Scroll label={t('panel.share.preview')}>
      <div className="xport__picture" role="img" aria-label={file.name} ref={place} />
    </Scroll>
  )
}
