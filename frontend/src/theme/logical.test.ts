import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'

import { describe, expect, it } from 'vitest'

const source = path.resolve(import.meta.dirname, '..')
const sheets = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.css'),
)

/** Properties and values that name a side of the screen instead of a side of the text. */
const PHYSICAL = [
  /(?:^|[;{\s])(?:left|right):/,
  /(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right)/,
  /border-(?:top|bottom)-(?:left|right)-radius/,
  /(?:text-align|float|clear):\s*(?:left|right)/,
  /\bto (?:left|right)\b/,
  // Four values name the sides one by one; they may differ only above and below.
  /(?:margin|padding|inset):\s*(\S+) (\S+) (\S+) (?!\2;)(\S+);/,
]

/** "file:line text" of each declaration that would not turn round. */
export function physicalIn(name: string, css: string): string[] {
  const rules = css.replaceAll(/\/\*.*?\*\//gs, (comment) => comment.replaceAll(/[^\n]/g, ' '))
  return rules.split('\n').flatMap((line, index) => {
    const found = PHYSICAL.some((pattern) => pattern.test(line))
    return found ? [`${name}:${String(index + 1)} ${line.trim()}`] : []
  })
}

describe('style sheets', () => {
  it.each(sheets)('%s names start and end, never left and right', (name) => {
    expect(physicalIn(name, readFileSync(path.join(source, name), 'utf8'))).toEqual([])
  })

  it('would notice a side of the screen', () => {
    const css =
      'a {\n  margin-left: 1px;\n  padding: 1px 2px 3px 4px;\n  padding: 1px 2px 3px 2px;\n}'
    expect(physicalIn('a.css', css)).toHaveLength(2)
  })
})
