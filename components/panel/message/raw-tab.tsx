import './inspector.css'
import { useMemo, useState } from 'react'
import { EyeOff } from 'lucide-react'
import { Icon } from '@/components/ui/icon'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import type { OAuthMessage } from '@/lib/flow/model/message'
import { rowOf } from '@/lib/model/result-place'
import { t } from '@/lib/i18n'
import { keyed } from '@/components/ui/keyed'
import { LongText, useFirst } from '@/components/ui/long-text'
import { isFormattable, plainText, rawLines, secretCount, shown, type RawLine } from './raw-text'
import { Scroll } from '@/components/ui/scroll'

/** A message as text. Secrets are shown and copied as bullets until they are revealed. */
export function RawTab({ message }: { message: OAuthMessage }) {
  const [revealed, setRevealed] = useState(false)
  const [formatted, setFormatted] = useState(true)
  const lines = useMemo(() => rawLines(message, formatted), [message, formatted])
  const { first, more } = useFirst(lines)
  const secrets = secretCount(lines)
  const marks = marksOf(message)
  return (
    <>
      <Scroll label={t('panel.tabs.raw')}>
        <div className="code">
          {keyed(first, textOf).map(({ key, item: line }) => (
            <Line
              key={key}
              line={line}
              revealed={revealed}
              mark={worst(line.names.map((name) => marks.get(name.toLowerCase())))}
            />
          ))}
        </div>
        {more && <p className="note-line">{more}</p>}
      </Scroll>
      <div className="bar bar--foot">
        {secrets > 0 && !revealed && <Icon of={EyeOff} />}
        <span className="meta grow">{secretNote(secrets, revealed)}</span>
        {isFormattable(message) && (
          <Button
            variant="quiet"
            aria-pressed={!formatted}
            onClick={() => setFormatted(!formatted)}
          >
            {t('panel.raw.received')}
          </Button>
        )}
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

type Mark = 'fail' | 'warn' | undefined

/** How bad a failed check of each row is. Names are in lower case, because headers may have any. */
function marksOf({ results }: OAuthMessage): ReadonlyMap<string, Mark> {
  const failed = results.flatMap((result) => {
    const row = result.outcome === 'failed' ? rowOf(result) : null
    return row === null || result.severity === 'info'
      ? []
      : [{ name: row.toLowerCase(), severity: result.severity }]
  })
  const byName = Map.groupBy(failed, ({ name }) => name)
  return new Map(
    [...byName].map(([name, all]) => [name, worst(all.map(({ severity }) => severity))]),
  )
}

function worst(marks: readonly Mark[]): Mark {
  return marks.includes('fail') ? 'fail' : marks.find((mark) => mark !== undefined)
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
  mark: Mark
}

const markClass = { fail: ' is-mark', warn: ' is-warn' } as const

function Line({ line, revealed, mark }: LineProps) {
  return (
    <div className={`code__l${mark ? markClass[mark] : ''}`}>
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
