import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { removeShots, shotName } from '../preview/shot-files'

test('only pictures of screens are removed from the folder', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'parley-shots-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const own = ['holiday.png', 'notes.txt', 'popup.png', 'popup-list.0400.light.png.txt']
  const old = [shotName('popup-list', 400, 'light'), shotName('held-form_post', 1000, 'dark')]
  for (const name of [...own, ...old]) writeFileSync(join(folder, name), '')
  await removeShots(folder)
  expect(readdirSync(folder).toSorted()).toEqual(own.toSorted())
})
