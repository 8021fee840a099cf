import { useId } from 'react'
import { Segmented } from '@/components/ui/segmented'
import { SwitchButton } from '@/components/ui/switch'
import { t } from '@/lib/i18n'
import { contentNames, type Content } from '@/lib/share/contents'
import { formatIds, formats, type FormatId } from '@/lib/share/formats'
import type { ShareMode } from '@/lib/share/redact'
import { contentTexts } from './share-file'

interface ExportSettingsProps {
  readonly format: FormatId
  readonly onFormat: (format: FormatId) => void
  readonly mode: ShareMode
  readonly onMode: (mode: ShareMode) => void
  /** Personal data stays in a safe file. */
  readonly keepsPersonal: boolean
  readonly onPersonal: (isKept: boolean) => void
  /** What is left out. */
  readonly left: ReadonlySet<Content>
  readonly onLeft: (left: ReadonlySet<Content>) => void
  /** How many flows leave. */
  readonly count: number
}

/** In which format, and with which secrets. */
export function ExportSettings(props: ExportSettingsProps) {
  const { format, onFormat, mode, onMode, keepsPersonal, onPersonal, left, onLeft, count } = props
  const [group, personal, note] = [useId(), useId(), useId()]
  return (
    <div className="xport__set scroll">
      <fieldset className="xport__formats">
        <legend className="sec">{t('panel.share.format')}</legend>
        {formatIds.map((id) => {
          const { extension, holdsMany } = formats[id]
          const isOff = count > 1 && !holdsMany
          return (
            <label key={id} className={id === format ? 'opt is-sel' : 'opt'}>
              <input
                type="radio"
                name={group}
                checked={id === format}
                disabled={isOff}
                onChange={() => onFormat(id)}
              />
              <span>{t(`panel.share.formats.${id}`)}</span>
              <span className="mono quiet">.{extension}</span>
              <span className="meta">
                {isOff ? t('panel.share.one_flow') : id === format && t(`panel.share.uses.${id}`)}
              </span>
            </label>
          )
        })}
      </fieldset>
      <div className="sec sec--again">
        <h2>{t('panel.share.secrets_title')}</h2>
      </div>
      <div className="xport__mode">
        <Segmented
          label={t('panel.share.secrets_title')}
          options={[
            { value: 'safe', label: t('panel.share.safe') },
            { value: 'complete', label: t('panel.share.complete') },
          ]}
          value={mode}
          onChange={onMode}
        />
        <p className="meta">
          {t(mode === 'safe' ? 'panel.share.safe_text' : 'panel.share.complete_text')}
        </p>
      </div>
      <div className="setting">
        <span id={personal}>{t('panel.share.replace_personal')}</span>
        <SwitchButton
          on={mode === 'safe' && !keepsPersonal}
          labelledBy={personal}
          describedBy={note}
          off={mode === 'safe' ? null : t('panel.share.complete_text')}
          onChange={(isReplaced) => onPersonal(!isReplaced)}
        />
        <span id={note} className="meta">
          {t('panel.share.personal_text')}
        </span>
      </div>
      <div className="sec sec--again">
        <h2>{t('panel.share.contents')}</h2>
      </div>
      {contentNames.map((content) => (
        <ContentSwitch
          key={content}
          content={content}
          isOptional={formats[format].optional.includes(content)}
          isIn={!left.has(content)}
          onIn={(isIn) => {
            const others = [...left].filter((each) => each !== content)
            onLeft(new Set(isIn ? others : [...others, content]))
          }}
        />
      ))}
    </div>
  )
}

interface ContentSwitchProps {
  readonly content: Content
  /** The format may leave it out. */
  readonly isOptional: boolean
  readonly isIn: boolean
  readonly onIn: (isIn: boolean) => void
}

function ContentSwitch({ content, isOptional, isIn, onIn }: ContentSwitchProps) {
  const [name, note] = [useId(), useId()]
  const off = isOptional ? null : t('panel.share.content_fixed')
  return (
    <div className="setting">
      <span id={name}>{t(contentTexts[content])}</span>
      <SwitchButton
        on={isIn || !isOptional}
        labelledBy={name}
        describedBy={note}
        off={off}
        onChange={onIn}
      />
      <span id={note} className="meta">
        {off ?? (content === 'redirects' && t('panel.share.redirects_text'))}
      </span>
    </div>
  )
}
