/** The SVG of a sequence, drawn on a canvas. No image is loaded, so the page needs no further source of images. */

/** Pixels of the picture for each of the SVG. */
const sharpness = 2

/** The longest side of a canvas that every browser draws, in pixels. */
const maxSide = 16_384

/** Draws the picture; null if it would be too long to be read. */
export function pictureOf(svg: string): HTMLCanvasElement | null {
  const root = new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement
  const [width, height] = [numberOf(root, 'width'), numberOf(root, 'height')]
  const scale = Math.min(sharpness, maxSide / height)
  if (scale < 1) return null
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(width * scale)
  canvas.height = Math.round(height * scale)
  const context = canvas.getContext('2d')
  if (!context) return null
  context.scale(scale, scale)
  for (const element of root.children) shapes[element.tagName]?.(context, element)
  return canvas
}

type Draw = (context: CanvasRenderingContext2D, element: Element) => void

/** The elements that `sequenceFile` writes. */
const shapes: Readonly<Record<string, Draw>> = {
  rect: (context, element) => {
    context.fillStyle = '#fff'
    context.fillRect(0, 0, numberOf(element, 'width'), numberOf(element, 'height'))
  },
  line: (context, element) => {
    const isLife = element.classList.contains('life')
    context.strokeStyle = isLife ? '#858c98' : '#1c1f24'
    context.lineWidth = 1
    context.setLineDash(isLife ? [3, 3] : [])
    context.beginPath()
    context.moveTo(numberOf(element, 'x1'), numberOf(element, 'y1'))
    context.lineTo(numberOf(element, 'x2'), numberOf(element, 'y2'))
    context.stroke()
  },
  path: (context, element) => {
    context.fillStyle = '#1c1f24'
    const arrow = new Path2D(element.getAttribute('d') ?? '')
    // oxlint-disable-next-line unicorn/no-array-fill-with-reference-type -- a canvas, not an array
    context.fill(arrow)
  },
  text: (context, element) => {
    const text = element.textContent?.trim() ?? ''
    const at = [numberOf(element, 'x'), numberOf(element, 'y')] as const
    const isCode = element.matches('.m, .q')
    context.font = isCode ? '11px monospace' : `${element.matches('.b') ? '600 ' : ''}12px ${sans}`
    context.textAlign = element.getAttribute('text-anchor') === 'middle' ? 'center' : 'left'
    context.setLineDash([])
    // A line behind the text is interrupted, as in the SVG.
    context.strokeStyle = '#fff'
    context.lineWidth = 4
    context.lineJoin = 'round'
    context.strokeText(text, ...at)
    context.fillStyle = isCode ? '#4a505a' : '#1c1f24'
    context.fillText(text, ...at)
  },
}

const sans = 'system-ui, sans-serif'

const numberOf = (element: Element, name: string) => Number(element.getAttribute(name) ?? 0)

/** The picture as a PNG file. */
export function pngOf(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error('The canvas gave no PNG'))),
      'image/png',
    )
  })
}
