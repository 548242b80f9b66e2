import { Table } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'

import { queries } from '../../api/queries'
import type { SchemeVersion } from '../../api/types'
import { Panel } from '../../app/Page'
import { Loading } from '../../app/States'
import { formatDate, formatNumber, m } from '../../i18n'
import { Tag } from '../../theme/Tag'

const t = m.studio.versions
const CHANGES = ['new', 'changed', 'removed'] as const

function madeOf({ created_at: when, created_by: who }: SchemeVersion): string {
  if (!when) return '–'
  return who ? t.by(who, formatDate(when)) : formatDate(when)
}

/** "new: arousal; changed: emotion", against the version before. */
function changesText({ version, changes }: SchemeVersion): string {
  if (version === 1) return t.first
  const parts = CHANGES.flatMap((kind) => {
    const names = changes.filter(({ change }) => change === kind).map(({ id }) => id)
    return names.length > 0 ? [t.kinds[kind](names.join(', '))] : []
  })
  return parts.join('; ') || t.same
}

/** All versions of the scheme, newest first, with what each changed. */
export function Versions({ slug, current }: { slug: string; current: number }) {
  const versions = useQuery(queries.schemeVersions(slug))
  return (
    <Panel title={t.title} note={t.note}>
      <Loading query={versions} rows={2}>
        {({ versions: rows }) => (
          <Table.ScrollContainer minWidth={520}>
            <Table verticalSpacing={8}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t.version}</Table.Th>
                  <Table.Th>{t.when}</Table.Th>
                  <Table.Th>{t.ratings}</Table.Th>
                  <Table.Th>{t.changed}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {rows.map((row) => (
                  <Table.Tr key={row.version}>
                    <Table.Td className="num">
                      {row.version}{' '}
                      {row.version === current && <Tag tone="accent">{t.current}</Tag>}
                    </Table.Td>
                    <Table.Td>{madeOf(row)}</Table.Td>
                    <Table.Td className="num">{formatNumber(row.ratings)}</Table.Td>
                    <Table.Td>{changesText(row)}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        )}
      </Loading>
    </Panel>
  )
}
