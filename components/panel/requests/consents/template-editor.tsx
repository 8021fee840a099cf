import { useState } from 'react'
import { ask } from '@/components/connected/ask'
import { ActionButton } from '@/components/ui/action-button'
import { Button } from '@/components/ui/button'
import { CodeEditor } from '@/components/ui/code-editor'
import { IssueLine } from '@/components/ui/issue-line'
import { keyed } from '@/components/ui/keyed'
import { saveText } from '@/components/ui/save-text'
import { freeVariables } from '@/lib/consent/templates/fill'
import type { NamedTemplate } from '@/lib/consent/templates'
import { readTemplates, templatesText } from '@/lib/consent/templates/read-template'
import type { Issue } from '@/lib/model/issue'
import { command } from '@/lib/state/actions'
import { t } from '@/lib/i18n'
import { JsonLines, plainLines } from './json-lines'

interface TemplateEditorProps {
  readonly named: NamedTemplate
  readonly isOwn: boolean
  /** Selects a template that was added. */
  readonly onSelect: (id: string) => void
  /** Shows the values again. */
  readonly onClose: () => void
}

/** A template as JSON: a built-in one can be read and duplicated, an own one edited. */
export function TemplateEditor({ named, isOwn, onSelect, onClose }: TemplateEditorProps) {
  const stored = templatesText([named.template])
  const [text, setText] = useState(stored)
  const [issues, setIssues] = useState<readonly Issue[]>([])
  const read = readTemplates(text)
  const found = 'issues' in read ? read.issues : []
  const variables = 'issues' in read ? [] : read.templates.flatMap(freeVariables)
  const foot =
    found.length > 0
      ? keyed(found, ({ code, about = '' }) => `${code} ${about}`).map(({ key, item }) => (
          <IssueLine key={key} issue={item} />
        ))
      : t('panel.consents.valid', [[...new Set(variables)].join(', ') || '–'])

  const send = async (id: string | null, json: string) => {
    const saved = await ask(command('templateSave', { id, text: json }))
    if (!saved.ok) return setIssues(saved.issues)
    setIssues([])
    onSelect(saved.id)
  }
  const duplicate = () => {
    const name = t('panel.consents.copy_of', [named.template.name])
    void send(null, templatesText([{ ...named.template, name: name.slice(0, 120) }]))
  }
  const importFile = async (file: File | undefined) => {
    if (!file) return
    const added = await ask(command('templatesImport', { text: await file.text() }))
    if (!added.ok) return setIssues(added.issues)
    setIssues([])
    const [first] = added.ids
    if (first !== undefined) onSelect(first)
  }

  return (
    <>
      <section className="pane consent-values" aria-label={t('panel.consents.json')}>
        <div className="scroll">
          {isOwn ? (
            <CodeEditor
              label={t('panel.consents.json')}
              value={text}
              onChange={setText}
              invalid={found.length > 0}
              markedLine={null}
              foot={foot}
            />
          ) : (
            <JsonLines lines={plainLines(stored.trimEnd())} />
          )}
        </div>
        {issues.length > 0 && (
          <div className="note-line issue-notes" role="alert">
            {keyed(issues, ({ code, about = '' }) => `${code} ${about}`).map(({ key, item }) => (
              <IssueLine key={key} issue={item} />
            ))}
          </div>
        )}
      </section>
      <div className="bar bar--foot">
        {isOwn ? (
          <ActionButton
            variant="primary"
            off={whyNotSaved(text === stored, found.length > 0)}
            onClick={() => void send(named.id, text)}
          >
            {t('panel.consents.save')}
          </ActionButton>
        ) : (
          <Button variant="primary" onClick={duplicate}>
            {t('panel.consents.duplicate')}
          </Button>
        )}
        <Button onClick={onClose}>{t('panel.consents.values_again')}</Button>
        <span className="grow" />
        {isOwn && (
          <Button variant="danger" onClick={() => void command('templateRemove', { id: named.id })}>
            {t('panel.consents.remove')}
          </Button>
        )}
        <Button onClick={() => saveText('consent-template.json', 'application/json', stored)}>
          {t('panel.consents.export')}
        </Button>
        <label className="btn">
          {t('panel.consents.import')}
          <input
            className="vh"
            type="file"
            accept=".json,application/json"
            onChange={({ target }) => {
              void importFile(target.files?.[0])
              target.value = ''
            }}
          />
        </label>
      </div>
    </>
  )
}

function whyNotSaved(isSame: boolean, isWrong: boolean): string | null {
  if (isWrong) return t('panel.consents.not_valid')
  return isSame ? t('panel.consents.no_change') : null
}
