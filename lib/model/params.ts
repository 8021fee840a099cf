/** Parameters as sent, decoded once. Order and duplicates are preserved. */
export type Params = readonly (readonly [name: string, value: string])[]

/** The first value of a parameter; undefined if it is absent. */
export function param(params: Params, name: string): string | undefined {
  return params.find(([key]) => key === name)?.[1]
}
