import type { Params } from '@/lib/model/params'

/**
 * Posts a form like the server's own page. A field with the name of a form method must not shadow it.
 */
export function postForm(action: string, params: Params, target: '_self' | '_top'): void {
  const form = document.createElement('form')
  form.method = 'POST'
  form.action = action
  form.target = target
  form.acceptCharset = 'UTF-8'
  for (const [name, value] of params) {
    const field = document.createElement('input')
    field.type = 'hidden'
    field.name = name
    field.value = value
    form.append(field)
  }
  document.body.append(form)
  HTMLFormElement.prototype.submit.call(form)
}
