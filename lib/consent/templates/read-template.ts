import * as v from 'valibot'
import type { ConsentTemplate } from '@/lib/flow/model/flow-consent'
import { isObject, jsonTypeOf } from '@/lib/model/json'
import type { Issue } from '@/lib/model/issue'
import { parseJson } from '@/lib/model/strict-json'
import { cutText } from '@/lib/model/text-bound'
import { consentTemplate } from './schema'

/** The member of a file with several templates. */
const listMember = 'consent_templates'

/** Maximum characters of a file, and maximum templates in it. */
const maxFile = 500_000
const maxTemplates = 50

type Refused = { readonly issues: readonly Issue[] }

/**
 * Reads the templates in a text: one template, or `{"consent_templates": […]}`. Nothing is read if one of them is
 * not valid; each issue names the path of the member.
 */
export function readTemplates(
  text: string,
): { readonly templates: readonly ConsentTemplate[] } | Refused {
  if (text.length > maxFile) return { issues: [{ code: 'template_long', expected: `${maxFile}` }] }
  const { value, error } = parseJson(text)
  if (error !== null) return { issues: [{ code: 'template_not_json', seen: error }] }
  if (!isObject(value))
    return { issues: [{ code: 'template_not_object', seen: jsonTypeOf(value) }] }
  const list = Object.hasOwn(value, listMember) ? value[listMember] : [value]
  if (!Array.isArray(list) || list.length === 0 || list.length > maxTemplates)
    return { issues: [{ code: 'template_list', seen: listMember, expected: `${maxTemplates}` }] }
  const isOne = !Object.hasOwn(value, listMember)
  const read = list.map((entry: unknown, index) =>
    readOne(entry, isOne ? '' : `${listMember}.${index}`),
  )
  const issues = read.flatMap((each) => ('issues' in each ? each.issues : []))
  if (issues.length > 0) return { issues }
  return { templates: read.flatMap((each) => ('template' in each ? [each.template] : [])) }
}

/** Issues that are shown of one template. */
const maxIssues = 5

function readOne(entry: unknown, at: string): { readonly template: ConsentTemplate } | Refused {
  const result = v.safeParse(consentTemplate, entry)
  if (result.success) return { template: result.output }
  return {
    issues: result.issues.slice(0, maxIssues).map((issue) => ({
      code: 'template_member',
      about: [at, v.getDotPath(issue) ?? ''].filter(Boolean).join('.') || 'template',
      seen: cutText(issue.received, 60),
      expected: cutText(issue.expected ?? issue.message, 200),
    })),
  }
}

/** The text of a file with templates. */
export function templatesText(templates: readonly ConsentTemplate[]): string {
  const [only] = templates
  const file = templates.length === 1 ? only : { [listMember]: templates }
  return `${JSON.stringify(file, null, 2)}\n`
}
