import type { KeyboardEvent } from 'react'
import { Fold } from '@/components/ui/fold'
import { step } from '@/components/ui/keyboard'
import { Button } from '@/components/ui/button'
import type { NamedTemplate } from '@/lib/consent/templates'
import { idPlace } from '@/lib/consent/templates/place'
import type { ConsentTemplate } from '@/lib/flow/model/flow-consent'
import { t } from '@/lib/i18n'

interface TemplateListProps {
  readonly templates: readonly NamedTemplate[]
  readonly selected: NamedTemplate
  readonly onSelect: (id: string) => void
  /** Shows the template as JSON. */
  readonly onEdit: () => void
}

/** The templates as a choice: what each calls, and where its id goes. */
export function TemplateList({ templates, selected, onSelect, onEdit }: TemplateListProps) {
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const next = step(templates, selected.id, event.key)
    if (!next) return
    event.preventDefault()
    onSelect(next.id)
    event.currentTarget
      .querySelector<HTMLElement>(`[data-template="${CSS.escape(next.id)}"]`)
      ?.focus()
  }
  return (
    <Fold
      title={t('panel.consents.template')}
      summary={selected.template.name}
      isOpen
      tools={
        <Button variant="link" onClick={onEdit}>
          {t('panel.consents.edit_template')}
        </Button>
      }
    >
      <div
        role="radiogroup"
        tabIndex={-1}
        aria-label={t('panel.consents.template')}
        onKeyDown={onKeyDown}
      >
        {templates.map(({ id, template }) => (
          <button
            key={id}
            type="button"
            className="choice"
            role="radio"
            data-template={id}
            aria-checked={id === selected.id}
            tabIndex={id === selected.id ? 0 : -1}
            onClick={() => onSelect(id)}
          >
            <span className="cut">{template.name}</span>
            <span className="meta mono cut">{callText(template)}</span>
            <span className="meta wrap">{placeText(template)}</span>
          </button>
        ))}
      </div>
    </Fold>
  )
}

/** The call that creates the consent, without the base of its URL. */
function callText({ create }: ConsentTemplate): string {
  if (!create) return t('panel.consents.no_call')
  return `${create.method} ${create.url.replace(/^\{\{[^{}]*\}\}/, '')}`
}

function placeText(template: ConsentTemplate): string {
  const place = idPlace(template)
  if (place !== null) return t('panel.consents.id_in', [place])
  return template.id ? t('panel.consents.id_comes', [template.id.path]) : t('panel.consents.no_id')
}
