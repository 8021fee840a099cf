import { defenceExpected, defenceName } from '@/components/ui/defence-text'
import { formatIso } from '@/components/ui/format'
import { Masked } from '@/components/ui/masked'
import { Prose } from '@/components/ui/prose'
import { SectionBar } from '@/components/ui/section-bar'
import { SpecLink } from '@/components/ui/spec-link'
import type { Hold, Release } from '@/lib/flow/model/hold'
import type { AuthorizationResponse } from '@/lib/flow/model/message'
import { valuePieces } from '@/lib/model/masking'
import { command } from '@/lib/state/actions'
import { t } from '@/lib/i18n'
import { defenceRefs } from '@/lib/flow/read/defences'
import { DefenceMark } from './defence-mark'
import { Facts } from '@/components/ui/facts'
import { keyed } from '@/components/ui/keyed'

const states = {
  held: 'panel.release.held',
  releasing: 'panel.release.releasing',
  released: 'panel.release.released',
  exchanged: 'panel.release.exchanged',
  discarded: 'panel.release.discarded',
} as const satisfies Record<Hold['state'], string>

interface ReleaseSectionProps {
  flowId: string
  message: AuthorizationResponse
}

/** The hold of a response, and what was released to the app, with its changes. */
export function ReleaseSection({ flowId, message: { id, hold } }: ReleaseSectionProps) {
  if (!hold) return null
  return (
    <>
      <SectionBar level={3} title={t('panel.release.title')} />
      <Facts
        facts={[
          [t('panel.release.state'), t(states[hold.state])],
          [t('panel.release.stopped'), formatIso(hold.at)],
        ]}
      />
      {keyed(hold.releases, ({ at }) => String(at)).map(({ key, item }) => (
        <ReleaseItem
          key={key}
          release={item}
          onMark={(defended) =>
            void command('releaseMark', { flowId, responseId: id, at: item.at, defended })
          }
        />
      ))}
    </>
  )
}

interface ReleaseItemProps {
  release: Release
  onMark: (defended: boolean | null) => void
}

function ReleaseItem({ release, onMark }: ReleaseItemProps) {
  const { at, changes, defence, times, done, defended } = release
  return (
    <div className="release">
      <Facts
        facts={[
          [t('panel.release.at'), formatIso(at)],
          [t('panel.release.times'), t('panel.release.of', [String(done), String(times)])],
          [t('panel.release.defence'), defence && defenceName(defence)],
          [t('panel.release.changes'), changes.length === 0 ? t('panel.release.none') : null],
        ]}
      />
      {changes.length > 0 && (
        <table className="tbl">
          <caption className="vh">{t('panel.release.changes')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('panel.release.name')}</th>
              <th scope="col">{t('panel.release.from')}</th>
              <th scope="col">{t('panel.release.to')}</th>
            </tr>
          </thead>
          <tbody>
            {keyed(changes, ({ name }) => name).map(({ key, item: { name, from, to } }) => (
              <tr key={key}>
                <th className="is-key" scope="row">
                  {name}
                </th>
                <td className="is-val">
                  <Value name={name} value={from} />
                </td>
                <td className="is-val">
                  <Value name={name} value={to} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {defence && (
        <>
          <p className="note-line meta">
            <Prose>{defenceExpected(defence)}</Prose> <SpecLink specRef={defenceRefs[defence]} />
          </p>
          {done === times && <DefenceMark {...{ defence, defended, onMark }} />}
        </>
      )}
    </div>
  )
}

function Value({ name, value }: { name: string; value: string | null }) {
  if (value === null) return <span className="quiet">{t('panel.release.absent')}</span>
  if (value === '') return <span className="quiet">{t('panel.release.empty')}</span>
  return (
    <Masked pieces={valuePieces('parameter', name, value)} name={name} copyable>
      {value}
    </Masked>
  )
}
