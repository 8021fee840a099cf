import { Masked, MaskedUrl } from '@/components/ui/masked'
import { SectionBar } from '@/components/ui/section-bar'
import { Prose } from '@/components/ui/prose'
import { StatusIcon } from '@/components/ui/icon'
import { SpecLink } from '@/components/ui/spec-link'
import { hostOf } from '@/components/ui/format'
import type { Delivery } from '@/lib/flow/model/hold'
import { acceptsForm } from '@/lib/model/url'
import { valuePieces } from '@/lib/model/masking'
import type { Params } from '@/lib/model/params'
import { t } from '@/lib/i18n'
import { command } from '@/lib/state/actions'
import { useHost } from '@/lib/state/host'
import { BareBar } from './held-bar'
import { Exits, type Exit } from './exits'
import { HeldHeading } from './heading'
import { Value } from './release-row'

/**
 * A navigation that is not an authorization response was stopped at a held redirect_uri. It is sent
 * on only if the user says so, because a different site may have posted it.
 */
export function Stopped({ stopped }: { readonly stopped: Delivery }) {
  const { method, url, form, initiator } = stopped
  const kind = method === 'GET' ? 'page' : 'form'
  return (
    <div className="held">
      <BareBar title={t('held.bar.held')} flowId={null} />
      <main className="held__main">
        <HeldHeading status="warn" text={t(`held.stopped.${kind}`)} />
        <dl className="facts">
          <Fact name={t('held.facts.from')} value={initiator === 'null' ? null : initiator} />
          <Fact name={t('held.facts.to')} value={url} />
          <div>
            <dt>{t('held.stopped.method')}</dt> <dd>{methodText(stopped)}</dd>
          </div>
        </dl>
        <div className="expect expect--warn">
          <StatusIcon status="warn" />
          <div>
            <span className="strong">{t('held.stopped.waits')}</span>{' '}
            <Prose>{t(`held.stopped.${reasonOf(stopped)}`)}</Prose>
            <br />
            <span className="meta">
              {t('held.stopped.advice')} <SpecLink specRef="RFC9700-4.7" />
            </span>
          </div>
        </div>
        {form && form.length > 0 && <Fields form={form} />}
        <Exits names={names} exits={useStoppedExits(stopped)} />
      </main>
    </div>
  )
}

const names = ['discard', 'back', 'send'] as const

function useStoppedExits(stopped: Delivery): Readonly<Record<(typeof names)[number], Exit>> {
  const host = useHost()
  const { method, url, form, initiator, stoppedId } = stopped
  const which = { stoppedId: stoppedId ?? '' }
  const to = hostOf(url)
  const isBare = method === 'POST' && form === null
  return {
    discard: {
      label: t('held.stopped.discard'),
      consequence: t('held.stopped.discard_text'),
      run: () => void command('stoppedDiscard', which).then(() => host.clear()),
    },
    back: {
      label: t('held.stopped.back'),
      consequence:
        initiator === null || initiator === 'null'
          ? t('held.stopped.back_text')
          : t('held.stopped.back_to', [hostOf(initiator)]),
      run: () => host.back(),
    },
    send: {
      label: t(isBare ? 'held.stopped.send_bare' : 'held.stopped.send'),
      consequence: isBare
        ? t('held.stopped.send_bare_text', [to])
        : t(`held.stopped.${sendText(stopped)}`, [to]),
      danger: true,
      off: isBare || form === null || acceptsForm(url) ? null : t('held.stopped.send_ipv6'),
      run: () => void command('stoppedSend', which),
    },
  }
}

function sendText({ start, method }: Delivery): 'send_own' | 'send_get' | 'send_post' {
  if (start === 'same-site') return 'send_own'
  return method === 'GET' ? 'send_get' : 'send_post'
}

/** Why it waits, as far as its origin is known. */
function reasonOf({ initiator, start }: Delivery): 'own_site' | 'unknown_site' | 'other_site' {
  if (start === 'same-site') return 'own_site'
  return initiator === null || initiator === 'null' ? 'unknown_site' : 'other_site'
}

function methodText({ method, form }: Delivery): string {
  if (method === 'GET') return method
  return form === null
    ? t('held.stopped.no_fields', [method])
    : [method, t('held.stopped.fields_count', form.length)].join(', ')
}

function Fact({ name, value }: { readonly name: string; readonly value: string | null }) {
  return (
    <div>
      <dt>{name}</dt>{' '}
      <dd className={value === null ? 'quiet' : 'mono wrap'}>
        {value === null ? t('held.facts.unknown') : <MaskedUrl url={value} />}
      </dd>
    </div>
  )
}

function Fields({ form }: { readonly form: Params }) {
  return (
    <>
      <SectionBar level={2} title={t('held.stopped.fields')}>
        {form.length}
      </SectionBar>
      <table className="tbl tbl--fixed held__fields" aria-label={t('held.stopped.fields')}>
        <tbody>
          {form.slice(0, shownFields).map(([name, value], index) => (
            // oxlint-disable-next-line react/no-array-index-key -- fields may repeat; their order is what they are
            <tr key={index}>
              <th className="is-key wrap" scope="row">
                {name}
              </th>
              <td className="is-val wrap">
                <Masked pieces={valuePieces('parameter', name, value)} name={name}>
                  <Value value={value} />
                </Masked>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {form.length > shownFields && (
        <p className="meta">{t('held.stopped.more_fields', form.length - shownFields)}</p>
      )}
    </>
  )
}

/** Further fields are only counted: a page can post any number of them. */
const shownFields = 100
