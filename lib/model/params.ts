import { jsonText, type JsonObject } from './json'

/** Parameters as sent, decoded once. Order and duplicates are preserved. */
export type Params = readonly (readonly [name: string, value: string])[]

/** The first value of a parameter; undefined if it is absent. */
export function param(params: Params, name: string): string | undefined {
  return params.find(([key]) => key === name)?.[1]
}

/** The members of a JSON object as parameters. A value that is not a string is written as JSON. */
export function paramsIn(object: JsonObject | null): Params {
  return Object.entries(object ?? {}).map(([name, value]) => [name, jsonText(value)])
}
