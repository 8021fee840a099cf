import './browser'
import { stories } from './stories'
import { heights, type Story, storyHash, themes, widths } from './story'

const list = document.querySelector('#stories') as HTMLElement
const filter = document.querySelector('input') as HTMLInputElement

function rowOf({ name, screen }: Story): HTMLElement {
  const section = document.createElement('section')
  const heading = document.createElement('h2')
  heading.textContent = name
  const row = document.createElement('div')
  row.className = 'row'
  for (const width of widths[screen])
    for (const theme of themes)
      row.append(figureOf(`story.html${storyHash(name, theme)}`, width, heights[screen]))
  section.append(heading, row)
  return section
}

/** A frame is loaded only when it comes into sight: there are hundreds. */
function figureOf(url: string, width: number, height: number): HTMLElement {
  const figure = document.createElement('figure')
  const link = document.createElement('a')
  link.href = url
  link.textContent = `${width} px`
  const frame = document.createElement('iframe')
  Object.assign(frame, { loading: 'lazy', src: url, width, height, title: url })
  figure.append(link, frame)
  frame.style.display = 'block'
  return figure
}

function draw(): void {
  const shown = stories.filter(({ name }) => name.includes(filter.value.trim()))
  list.replaceChildren(...shown.map(rowOf))
  const count = document.querySelector('#count') as HTMLElement
  count.textContent = `${shown.length} of ${stories.length}`
}

filter.addEventListener('input', draw)
document.documentElement.dataset['stories'] = JSON.stringify(
  stories.map(({ name, screen }) => ({ name, screen })),
)
draw()
