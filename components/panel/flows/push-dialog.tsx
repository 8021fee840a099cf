import { useId, useState } from 'react'
import { pushTargets } from '@/components/connected/destination'
import { Field } from '@/components/ui/field'
import { SendsTo } from '@/components/connected/sends-to'
import type { Profile } from '@/lib/oauth/profile'
import type { Issue } from '@/lib/model/issue'
import type { PushOverrides } from '@/lib/messaging/protocol'
import { t } from '@/lib/i18n'
import { FormDialog } from '@/components/ui/form-dialog'

interface PushDialogProps {
  profile: Profile | null
  /** Why the profile cannot push; null if it can. */
  off: string | null
  redirectUris: readonly string[]
  pending: boolean
  issues: readonly Issue[]
  /** Resolves to whether anything was sent. */
  onPush: (overrides: PushOverrides, opens: boolean) => Promise<boolean>
  onClose: () => void
}

const orNull = (text: string) => text.trim() || null

/** One request with the tester's values. Empty fields get fresh ones. */
export function PushDialog(props: PushDialogProps) {
  const { profile, off, redirectUris, pending, issues, onPush, onClose } = props
  const [label, setLabel] = useState('')
  const [redirectUri, setRedirectUri] = useState(redirectUris[0] ?? '')
  const [state, setState] = useState('')
  const [nonce, setNonce] = useState('')
  const [opens, setOpens] = useState(true)
  const redirectId = useId()
  const push = () =>
    onPush(
      {
        label: orNull(label),
        redirectUri: orNull(redirectUri),
        state: orNull(state),
        nonce: orNull(nonce),
      },
      opens,
    )
  return (
    <FormDialog
      title={t('panel.push.own_title')}
      submit={t('panel.push.send')}
      pending={pending}
      issues={issues}
      off={off}
      onSubmit={push}
      onClose={onClose}
    >
      <Field
        label={t('panel.push.label')}
        value={label}
        onChange={({ target }) => setLabel(target.value)}
      />
      <div>
        <label className="label" htmlFor={redirectId}>
          redirect_uri
        </label>
        <select
          id={redirectId}
          className="field mono"
          value={redirectUri}
          onChange={({ target }) => setRedirectUri(target.value)}
        >
          {redirectUris.map((uri) => (
            <option key={uri}>{uri}</option>
          ))}
        </select>
      </div>
      <Field
        label="state"
        mono
        placeholder={t('panel.push.fresh')}
        value={state}
        onChange={({ target }) => setState(target.value)}
      />
      <Field
        label="nonce"
        mono
        placeholder={t('panel.push.fresh')}
        value={nonce}
        onChange={({ target }) => setNonce(target.value)}
      />
      <label className="tick">
        <input
          type="checkbox"
          checked={opens}
          onChange={({ target }) => setOpens(target.checked)}
        />
        {t('panel.push.opens')}
      </label>
      <SendsTo profile={profile} targets={pushTargets(profile)} />
    </FormDialog>
  )
}
