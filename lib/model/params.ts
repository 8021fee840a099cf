/** Parameters as they went over the wire, decoded once: order and duplicates are kept. */
export type Params = readonly (readonly [name: string, value: string])[]

/** The first value of a parameter, or undefined where it is absent. */
export function param(params: Params, name: string): string | undefined {
  return params.find(([key]) => key === name)?.[1]
}
