import { useState } from 'react'
import { EyeOff } from 'lucide-react'
import { Icon } from '@/components/ui/icon'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import type { OAuthMessage } from '@/lib/flow/model/message'
import { rowOf } from '@/lib/model/result-place'
import { t } from '@/lib/i18n'
import { keyed } from '@/components/ui/keyed'
import { LongText, useFirst } from '@/components/ui/long-text'
import { plainText, rawLines, secretCount, shown, type RawLine } from './raw-text'
import { Scroll } from '@/components/ui/scroll'

/** A message as text. Secrets are shown and copied as bullets until they are revealed. */
export function RawTab({ message }: { message: OAuthMessage }) {
  const [revealed, setRevealed] = useState(false)
  const lines = rawLines(message)
  const { first, more } = useFirst(lines)
  const secrets = secretCount(lines)
  const failed = failedNames(message)
  return (
    <>
      <Scroll label={t('panel.tabs.raw')}>
        <div className="code">
          {keyed(first, textOf).map(({ key, item: line }) => (
            <Line
              key={key}
              line={line}
              revealed={revealed}
              marked={line.names.some((name) => failed.has(name.toLowerCase()))}
            />
          ))}
        </div>
        {more && <p className="note-line">{more}</p>}
      </Scroll>
      <div className="bar bar--foot">
        {secrets > 0 && !revealed && <Icon of={EyeOff} />}
        <span className="meta grow">{secretNote(secrets, revealed)}</span>
        {secrets > 0 && (
          <Button variant="quiet" aria-pressed={revealed} onClick={() => setRevealed(!revealed)}>
            {t(revealed ? 'panel.raw.mask' : 'panel.raw.reveal')}
          </Button>
        )}
        <CopyButton value={plainText(lines, revealed)} label={t('panel.raw.copy')}>
          {t('panel.raw.copy')}
        </CopyButton>
      </div>
    </>
  )
}

/** The rows with a failed check, in lower case because headers may have any. */
function failedNames({ results }: OAuthMessage): ReadonlySet<string> {
  const failed = results.filter(({ outcome }) => outcome === 'failed')
  return new Set(failed.flatMap((result) => rowOf(result)?.toLowerCase() ?? []))
}

function textOf({ pieces }: RawLine): string {
  return pieces.map(({ text }) => text).join('')
}

function secretNote(secrets: number, revealed: boolean): string {
  if (secrets === 0) return t('panel.raw.no_secrets')
  return revealed ? t('panel.raw.revealed', secrets) : t('panel.raw.masked', secrets)
}

interface LineProps {
  line: RawLine
  revealed: boolean
  marked: boolean
}

function Line({ line, revealed, marked }: LineProps) {
  return (
    <div className={`code__l${marked ? ' is-mark' : ''}`}>
      <span>
        {keyed(line.pieces, ({ kind }) => kind).map(({ key, item: piece }) => (
          <span key={key} className={pieceClass[piece.kind]}>
            <LongText text={shown(piece, revealed)} maxCharacters={8000} />
          </span>
        ))}
        {line.pieces.length === 0 && ' '}
      </span>
    </div>
  )
}

const pieceClass = { plain: undefined, key: 'k', secret: 'p' } as const
