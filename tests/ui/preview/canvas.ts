import { vi } from 'vitest'

/** This DOM has no pictures: a canvas takes every command and draws nothing. */
export function drawNothing(): void {
  const context = new Proxy({}, { get: () => () => undefined, set: () => true })
  HTMLCanvasElement.prototype.getContext = () => context as never
  vi.stubGlobal('Path2D', Object)
}
