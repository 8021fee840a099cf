import { Button } from '@/components/ui/button'
import { Area } from '@/components/ui/field'
import { useFile } from '@/components/ui/use-file'
import { t } from '@/lib/i18n'
import { base64urlOf } from '@/lib/model/octets'

/** The payload of a detached JWS, as the user gave it. */
export interface GivenPayload {
  readonly text: string
  /** The name and size of the file that it was read from; null if it was typed. */
  readonly file: { readonly name: string; readonly bytes: number } | null
  /** The octets, base64url. */
  readonly octets: string
}

export const noPayload: GivenPayload = { text: '', file: null, octets: '' }

/** Maximum bytes of a file, as for a token. */
const maxBytes = 700_000

const encoder = new TextEncoder()

interface PayloadFieldProps {
  readonly value: GivenPayload
  readonly onChange: (payload: GivenPayload) => void
}

/** The field for the payload of a detached JWS. A file keeps every octet; a field changes the ends of lines. */
export function PayloadField({ value, onChange }: PayloadFieldProps) {
  const read = async (file: File) => {
    const octets = base64urlOf(new Uint8Array(await file.arrayBuffer()))
    onChange({ text: '', file: { name: file.name, bytes: file.size }, octets })
  }
  const { isOver, dropProps, chooseProps } = useFile(maxBytes, (file) => void read(file))
  if (value.file)
    return (
      <div className="tokens__in" role="group" aria-label={t('panel.tokens.signed_payload')}>
        <div className="label">{t('panel.tokens.signed_payload')}</div>
        <div className="btns">
          <span className="mono cut">{value.file.name}</span>
          <span className="meta">{t('panel.tokens.bytes', value.file.bytes)}</span>
          <Button onClick={() => onChange(noPayload)}>{t('panel.tokens.payload_remove')}</Button>
        </div>
      </div>
    )
  return (
    <div className={isOver ? 'tokens__in drop is-over' : 'tokens__in'} {...dropProps}>
      <Area
        label={t('panel.tokens.signed_payload')}
        hint={t('panel.tokens.payload_hint')}
        placeholder={t('panel.tokens.payload_placeholder')}
        rows={4}
        value={value.text}
        onChange={({ target }) =>
          onChange({
            text: target.value,
            file: null,
            octets: base64urlOf(encoder.encode(target.value)),
          })
        }
      />
      <label className="btn">
        {t('ui.key.choose_file')}
        <input className="vh" {...chooseProps} />
      </label>
    </div>
  )
}
