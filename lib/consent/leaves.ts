import { isObject, type JsonObject } from '@/lib/model/json'

/** Depth down to which the members of an object are compared one by one. */
const maxDepth = 6
/** Members of one object that are compared one by one. */
const maxLeaves = 500

/** The paths of all members with a value of their own: scalars, arrays and empty objects. */
export function leafPaths(object: JsonObject): readonly (readonly string[])[] {
  const found: (readonly string[])[] = []
  const visit = (value: unknown, path: readonly string[]) => {
    if (found.length >= maxLeaves) return
    const isLeaf = !isObject(value) || path.length >= maxDepth || Object.keys(value).length === 0
    if (isLeaf) found.push(path)
    else for (const [name, member] of Object.entries(value)) visit(member, [...path, name])
  }
  for (const [name, member] of Object.entries(object)) visit(member, [name])
  return found
}

/** Whether a path is another one, or is inside it. */
export function isInside(path: readonly string[], outer: readonly string[]): boolean {
  return outer.every((name, index) => path[index] === name)
}
