import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { t } from '@/lib/i18n'

/** Adds a row with a name of the tester's choice. */
export function AddByName({ onAdd }: { readonly onAdd: (name: string) => void }) {
  const [name, setName] = useState('')
  const add = () => {
    if (name.trim() === '') return
    onAdd(name.trim())
    setName('')
  }
  return (
    <div className="sheet__r">
      <span className="is-ui">{t('panel.requests.add_value')}</span>
      <div className="field">
        <input
          className="mono"
          aria-label={t('panel.requests.add_name')}
          placeholder={t('panel.requests.add_name')}
          autoComplete="off"
          spellCheck={false}
          value={name}
          onChange={({ target }) => setName(target.value)}
          onKeyDown={(event) => event.key === 'Enter' && !event.ctrlKey && add()}
        />
        <Button variant="link" onClick={add}>
          {t('panel.requests.add_value')}
        </Button>
      </div>
      <span />
    </div>
  )
}
