import { isSecret } from '@/lib/model/credentials'
import { isObject, jsonText, type JsonObject } from '@/lib/model/json'
import { maskedJson } from '@/lib/model/masking'
import { canonical } from './quantity'

/** Names of members with an account, card or identity number, without separators. */
const numbers =
  /^(?:(?:account|card|masked)?(?:number|no|pan)|identification|secondaryidentification|iban|bban|msisdn|cpf|cnpj|cpfcnpj|proxy)$/

const visible = 4
/** Digits in the proxy of a payment may be a phone number; an address in it is not a number. */
const hasDigits = /\d{5}/

/** A number without the spaces and hyphens that it may be written with. */
const bare = (number: string) => number.replaceAll(/[\s-]/g, '')

function isNumberName(name: string): boolean {
  return numbers.test(name.toLowerCase().replaceAll(/[-_]/g, ''))
}

/** An account number with only its last four characters. */
function maskedNumber(value: string): string {
  const plain = bare(value)
  return plain.length <= visible ? '****' : `****${plain.slice(-visible)}`
}

/** Whether a value is the number of an account, a card or a person. */
function isAccountNumber(name: string, value: unknown): boolean {
  if (typeof value === 'number') return isNumberName(name) && value > 99_999
  return typeof value === 'string' && isNumberName(name) && hasDigits.test(bare(value))
}

/** Depth of a value that is shown; deeper parts are not. */
const maxDepth = 64

/** A JSON value without secrets, and with account numbers cut to four digits. */
export function maskedDocument(value: unknown): unknown {
  return typeof value === 'object' && value !== null
    ? withoutNumbers(maskedJson(value, 'member'), 0)
    : value
}

function withoutNumbers(value: unknown, depth: number): unknown {
  if (depth > maxDepth) return '…'
  if (Array.isArray(value)) return value.map((item: unknown) => withoutNumbers(item, depth + 1))
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      name,
      isAccountNumber(name, item) ? maskedNumber(String(item)) : withoutNumbers(item, depth + 1),
    ]),
  )
}

/** Characters in the place of digits. */
const mask = /[*•]|x{2}/i

/** The account numbers in a value that are not masked, each with its name and only its last four characters. */
export function wholeNumbersIn(value: unknown): readonly string[] {
  const found = new Set<string>()
  const visit = (item: unknown, depth: number) => {
    if (typeof item !== 'object' || item === null || depth > maxDepth) return
    for (const [name, member] of Object.entries(item)) {
      const isWhole = isAccountNumber(name, member) && !mask.test(String(member))
      if (isWhole) found.add(`${name}: ${maskedNumber(String(member))}`)
      else visit(member, depth + 1)
    }
  }
  visit(value, 0)
  return [...found]
}

/** The value of a member as text, without secrets and whole account numbers. */
export function memberText(name: string, value: unknown): string {
  if (isSecret('member', name)) return '••••'
  if (isAccountNumber(name, value)) return maskedNumber(String(value))
  return jsonText(maskedDocument(value))
}

const idNames = ['account_id', 'AccountId', 'accountId', 'resourceId', 'cashAccountId'] as const
const numberNames = [
  'account_number',
  'accountNumber',
  'iban',
  'bban',
  'maskedPan',
  'pan',
  'msisdn',
  'number',
  'Identification',
  'identification',
] as const
const nameNames = [
  'account_name',
  'accountName',
  'Nickname',
  'Name',
  'name',
  'account_type',
] as const

function firstOf(account: JsonObject, names: readonly string[]): string | null {
  const found = names.map((name) => account[name]).find((value) => value !== undefined)
  return found === undefined || found === null ? null : jsonText(found)
}

/** What makes two accounts the same one: their ids or their numbers; the whole value without either. */
export function accountKeys(account: unknown): readonly string[] {
  if (!isObject(account)) return [canonical(account)]
  const id = firstOf(account, idNames)
  const number = firstOf(account, numberNames)
  if (id === null && number === null) return [canonical(account)]
  return [
    ...(id === null ? [] : [`id ${id}`]),
    ...(number === null ? [] : [`number ${bare(number)}`]),
  ]
}

/** An account in words: its name, the last four digits of its number, its id. */
export function accountText(account: unknown): string {
  if (!isObject(account))
    return typeof account === 'string' && hasDigits.test(bare(account))
      ? maskedNumber(account)
      : jsonText(account)
  const inner = isObject(account['account']) ? account['account'] : account
  const number = firstOf(inner, numberNames)
  const words = [
    firstOf(inner, nameNames),
    number === null ? null : maskedNumber(number),
    firstOf(inner, idNames),
  ].filter((word) => word !== null)
  return words.length === 0 ? jsonText(maskedDocument(account)) : words.join(' ')
}
