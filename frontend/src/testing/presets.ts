/** The schemes of all presets, with taxonomies written out as the server does it. */
import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'

import type { Label, Scheme } from '../api/types'

const affect = path.resolve(import.meta.dirname, '../../../affect')

interface NamedLabels {
  taxonomy: string
  keys?: Record<string, string>
}

function read(file: string): unknown {
  return JSON.parse(readFileSync(path.join(affect, file), 'utf8'))
}

function writtenOut(named: NamedLabels): Label[] {
  const { labels } = read(`taxonomies/${named.taxonomy}.json`) as { labels: Label[] }
  return labels.map((label) => ({ ...label, key: named.keys?.[label.id] ?? null }))
}

function isNamed(value: unknown): value is NamedLabels {
  return typeof value === 'object' && value !== null && 'taxonomy' in value
}

export const presetSchemes: (readonly [string, Scheme])[] = readdirSync(
  path.join(affect, 'presets'),
)
  .filter((name) => name.endsWith('.json'))
  .map((name) => {
    const text = JSON.stringify(read(`presets/${name}`), (key, value: unknown) =>
      key === 'labels' && isNamed(value) ? writtenOut(value) : value,
    )
    return [name, (JSON.parse(text) as { scheme: Scheme }).scheme] as const
  })
