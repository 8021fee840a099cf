import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { themes } from './story.ts'

/** The name of the picture of a story in one width and theme. */
export function shotName(story: string, width: number, theme: (typeof themes)[number]): string {
  return `${story}.${String(width).padStart(4, '0')}.${theme}.png`
}

const shot = new RegExp(`^(?:popup|panel|held)[\\w-]*\\.\\d{4}\\.(?:${themes.join('|')})\\.png$`)

/** Removes the pictures of an earlier run from a folder, and nothing else that it contains. */
export async function removeShots(folder: string): Promise<void> {
  const old = (await readdir(folder)).filter((name) => shot.test(name))
  await Promise.all(old.map((name) => rm(join(folder, name))))
}
