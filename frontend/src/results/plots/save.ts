/** "Save as": a plot as a file that stands alone, a table as CSV. */
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'

const COMPUTED = [
  'fill',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'opacity',
  'font-size',
  'font-weight',
  'font-family',
  'text-anchor',
]

function download(name: string, type: string, content: string): void {
  const url = URL.createObjectURL(new Blob([content], { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  URL.revokeObjectURL(url)
}

/** The drawing refers to the page's tokens; a file on its own needs the values themselves. */
function standAlone(svg: SVGSVGElement): SVGSVGElement {
  const copy = svg.cloneNode(true) as SVGSVGElement
  const copies = copy.querySelectorAll<SVGElement>('*')
  svg.querySelectorAll('*').forEach((element, index) => {
    const computed = getComputedStyle(element)
    for (const name of COMPUTED)
      copies[index]?.style.setProperty(name, computed.getPropertyValue(name))
  })
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg')
  copy.style.background = getComputedStyle(document.documentElement).getPropertyValue('--surface')
  return copy
}

export function saveSvg(svg: SVGSVGElement, name: string): void {
  const text = new XMLSerializer().serializeToString(standAlone(svg))
  download(`${name}.svg`, 'image/svg+xml', text)
}

/** Draws what the page shows in another form, or too narrow, for the file alone. */
export function saveDrawing(drawing: React.ReactNode, name: string): void {
  const host = document.createElement('div')
  host.className = 'visually-hidden'
  host.setAttribute('aria-hidden', 'true')
  document.body.append(host)
  const root = createRoot(host)
  flushSync(() => {
    root.render(drawing)
  })
  const svg = host.querySelector('svg')
  if (svg) saveSvg(svg, name)
  root.unmount()
  host.remove()
}

export type Cell = string | number | null

/** A missing value is an empty cell; quotes and separators are escaped as RFC 4180 says. */
export function toCsv(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const cell = (value: Cell) => {
    const text = value === null ? '' : String(value)
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
  }
  return [head, ...rows].map((row) => row.map(cell).join(',')).join('\r\n') + '\r\n'
}

export function saveCsv(head: readonly string[], rows: readonly (readonly Cell[])[], name: string) {
  download(`${name}.csv`, 'text/csv', toCsv(head, rows))
}
