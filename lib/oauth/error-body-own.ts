import { isObject, type JsonObject } from '@/lib/model/json'

/** An error in the server's words. */
interface OwnError {
  readonly code: string
  readonly description: string | null
  /** The member that the error is about. */
  readonly path: string | null
}

/** Members with the code of an error, the most specific one first. */
const codes = [
  'errorcode',
  'errorCode',
  'error_code',
  'Code',
  'code',
  'class',
  'faultcode',
  'error',
  'status',
  'title',
  'type',
  'statusCode',
  'httpCode',
] as const

/** Members with its text. */
const texts = [
  'error_description',
  'errorSummary',
  'errorMessage',
  'moreInformation',
  'detail',
  'Message',
  'message',
  'httpMessage',
  'faultstring',
  'description',
  'title',
] as const

/** Maximum number of errors that are read from one body. */
const maxErrors = 20

/**
 * The errors in a body of no standard: of gateways, frameworks and products. A body without a text, and without a
 * code that has letters, names no error.
 */
export function ownErrors(json: JsonObject): readonly OwnError[] {
  const inside = ['error', 'fault', 'Error', 'Fault'].map((name) => json[name]).find(isObject)
  const listed = listOf(json['errors'] ?? json['Errors'])
  if (listed.length > 0) return listed
  if (inside) return errorIn({ ...inside, ...detailOf(inside) })
  return errorIn(json)
}

/** The details of a fault have its code. */
const detailOf = ({ detail }: JsonObject): JsonObject => (isObject(detail) ? detail : {})

function listOf(errors: unknown): readonly OwnError[] {
  const entries = isObject(errors)
    ? Object.entries(errors).map(([path, value]) => ({ path, value }))
    : list(errors).map((value) => ({ path: null, value }))
  return entries.slice(0, maxErrors).flatMap(({ path, value }) => {
    const [entry = value] = list(value)
    const found = errorIn(isObject(entry) ? entry : { message: entry })
    return found.map((error) => ({ ...error, path: error.path ?? path }))
  })
}

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

function errorIn(json: JsonObject): readonly OwnError[] {
  const description = first(json, texts)
  const code = codeIn(json)
  if (description === null && (code === null || /^\d*$/.test(code))) return []
  if (code === null) return [{ code: description ?? '', description: null, path: null }]
  const own = description === code ? null : description
  return [{ code, description: own, path: null }]
}

/** A number is the code only where no word says more. */
function codeIn(json: JsonObject): string | null {
  const word = codes.find((name) => /[a-z]/i.test(first(json, [name]) ?? ''))
  return first(json, word === undefined ? codes : [word])
}

/** Codes may be numbers. */
function first(json: JsonObject, names: readonly string[]): string | null {
  for (const name of names) {
    const value = json[name]
    if (typeof value === 'string' && value !== '') return value
    if (typeof value === 'number') return String(value)
  }
  return null
}
