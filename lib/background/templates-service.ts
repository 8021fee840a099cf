import { readTemplates } from '@/lib/consent/templates/read-template'
import type { CommandResult } from '@/lib/messaging/command-result'
import type { Protocol } from '@/lib/messaging/protocol'
import type { StoredTemplate } from '@/lib/storage/state'
import type { Ports } from './ports'
import { refuse } from './refuse'
import type { Store } from './store'

/** Templates of the tester's own that are stored. */
const maxTemplates = 100

/** Consent templates of the tester's own. They belong to all profiles. */
export function createTemplates(ports: Ports, store: Store) {
  const change = (id: string, edit: (known: StoredTemplate) => StoredTemplate) =>
    store.run(({ templates }, save) =>
      save({ templates: templates.map((each) => (each.id === id ? edit(each) : each)) }),
    )

  const add = (text: string): Promise<CommandResult<{ ids: readonly string[] }>> =>
    store.run(async ({ templates }, save) => {
      const read = readTemplates(text)
      if ('issues' in read) return refuse(...read.issues)
      const made = read.templates.map((template) => ({ id: ports.newId(), template }))
      if (templates.length + made.length > maxTemplates)
        return refuse({ code: 'template_room', expected: String(maxTemplates) })
      await save({ templates: [...templates, ...made] })
      return { ok: true, ids: made.map(({ id }) => id) }
    })

  return {
    async save({
      id,
      text,
    }: Parameters<Protocol['templateSave']>[0]): Promise<CommandResult<{ id: string }>> {
      const read = readTemplates(text)
      if ('issues' in read) return refuse(...read.issues)
      const [template, ...others] = read.templates
      if (!template || others.length > 0) return refuse({ code: 'template_one' })
      if (id === null) {
        const added = await add(text)
        return added.ok ? { ok: true, id: added.ids[0] ?? '' } : added
      }
      const isKnown = (await store.data()).templates.some((each) => each.id === id)
      if (!isKnown) return refuse({ code: 'template_gone' })
      await change(id, (known) => ({ ...known, template }))
      return { ok: true, id }
    },
    import: add,
    remove: (id: string) => change(id, (known) => ({ ...known, removedAt: ports.now() })),
    restore: (id: string) => change(id, ({ removedAt: _, ...known }) => known),
  }
}
