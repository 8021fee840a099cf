import { Secret } from '@/components/ui/secret'
import { StatusIcon } from '@/components/ui/icon'
import { t } from '@/lib/i18n'
import { jsonText } from '@/lib/model/json'
import type { Status } from '@/lib/model/rule-result'
import {
  isSecretMember,
  type ComparedMember,
  type MemberDifference,
} from '@/lib/oauth/registration-result'

const statuses = {
  changed: 'warn',
  missing: 'warn',
  added: 'info',
  issued: 'info',
  same: 'pass',
} as const satisfies Record<MemberDifference, Status>

const notes = {
  changed: 'register.differs.changed',
  missing: 'register.differs.missing',
  added: 'register.differs.added',
  issued: 'register.differs.issued',
  same: 'register.differs.same',
} as const satisfies Record<MemberDifference, string>

/** The requested beside the registered metadata, differences first. */
export function ComparedMembers({ members }: { readonly members: readonly ComparedMember[] }) {
  return (
    <table className="reg__table">
      <thead>
        <tr>
          <th aria-label={t('register.differs.title')} />
          <th>{t('register.member')}</th>
          <th>{t('register.requested')}</th>
          <th>{t('register.registered')}</th>
        </tr>
      </thead>
      <tbody>
        {members.map(({ name, requested, registered, difference, lost }) => (
          <tr key={name}>
            <td>
              <StatusIcon status={statuses[difference]} label={t(notes[difference])} />
            </td>
            <th scope="row" className="mono">
              {name}
            </th>
            <td>
              <MemberValue name={name} value={requested} absent={t('register.not_sent')} />
            </td>
            <td>
              <MemberValue name={name} value={registered} absent={t('register.not_returned')} />
              {difference !== 'same' && <Note {...{ name, difference, lost }} />}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Note({ name, difference, lost }: Pick<ComparedMember, 'name' | 'difference' | 'lost'>) {
  if (isSecretMember(name)) return <div className="meta">{t('register.differs.secret')}</div>
  const isLost = difference === 'changed' && lost.length > 0
  return (
    <div className="meta">
      {isLost ? t('register.differs.lost', [lost.join(', ')]) : t(notes[difference])}
    </div>
  )
}

interface MemberValueProps {
  readonly name: string
  readonly value: unknown
  readonly absent: string
}

/** A value of client metadata. A secret is masked until it is revealed. */
export function MemberValue({ name, value, absent }: MemberValueProps) {
  if (value === undefined) return <span className="meta">{absent}</span>
  const text = Array.isArray(value) ? value.map(jsonText).join(', ') : jsonText(value)
  if (isSecretMember(name)) return <Secret value={text} name={name} copyable />
  return <span className="mono wrap">{text}</span>
}
