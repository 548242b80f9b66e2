import { Button, Checkbox, Group, MultiSelect, Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import { exportUrl, releaseFormats } from '../../api/exports'
import type { ExportChoice, ReleaseFormat } from '../../api/exports'
import { Loading } from '../../app/States'
import { formatBytes, m } from '../../i18n'
import { Icon } from '../../theme/Icon'
import { choosesMedia, FIRST, GROUPS, hasMedia, withFormat } from './exportChoice'
import shared from '../results.module.css'
import styles from './releases.module.css'
import { usePreparing } from './usePreparing'

const titleOf = (name: string) => m.studio.exporting.formats[name]?.title ?? name

const grouped = (formats: readonly ReleaseFormat[]) =>
  GROUPS.map((group) => ({
    group: m.studio.exporting.groups[group],
    items: formats
      .filter((format) => format.group === group)
      .map(({ name }) => ({ value: name, label: titleOf(name) })),
  })).filter(({ items }) => items.length > 0)

interface ChoiceProps {
  format: ReleaseFormat
  choice: ExportChoice
  change: (changes: Partial<ExportChoice>) => void
}

/** What only some formats let one choose. */
function Options({ format, choice, change }: ChoiceProps) {
  const t = m.studio.exporting
  const size = formatBytes(format.media_bytes)
  return (
    <>
      {format.questions.length > 0 && (
        <Select
          size="sm"
          w={220}
          label={t.question}
          data={[{ value: '', label: t.firstQuestion }, ...format.questions]}
          value={choice.question}
          allowDeselect={false}
          onChange={(question) => {
            change({ question: question ?? '' })
          }}
        />
      )}
      {format.tiers.length > 1 && (
        <MultiSelect
          size="sm"
          w={220}
          label={t.tiers}
          placeholder={choice.tiers.length === 0 ? t.allTiers : ''}
          data={format.tiers.map((tier) => ({ value: tier, label: t.tierNames[tier] ?? tier }))}
          value={[...choice.tiers]}
          onChange={(tiers) => {
            change({ tiers })
          }}
        />
      )}
      {choosesMedia(format) && (
        <Checkbox
          label={t.media}
          description={t.mediaSize(size)}
          checked={hasMedia(format, choice)}
          onChange={(event) => {
            change({ media: event.currentTarget.checked ? 'copy' : 'none' })
          }}
        />
      )}
      {!choosesMedia(format) && hasMedia(format, choice) && (
        <p className={shared.small}>{t.mediaAlways(size)}</p>
      )}
    </>
  )
}

function Words({ format }: { format: ReleaseFormat }) {
  const told = m.studio.exporting.formats[format.name]
  return (
    <p className={shared.small}>
      {told?.about ?? format.about} {told?.loses ?? format.loses}
    </p>
  )
}

function Form({ slug, tag, formats }: { slug: string; tag: string; formats: ReleaseFormat[] }) {
  const [choice, setChoice] = useState(FIRST)
  const preparing = usePreparing()
  const format = formats.find(({ name }) => name === choice.format)
  return (
    <div className={styles.download}>
      <Group gap={8} align="flex-end">
        <Select
          size="sm"
          w={180}
          label={m.releases.format}
          data={grouped(formats)}
          value={choice.format}
          allowDeselect={false}
          searchable
          maxDropdownHeight={420}
          onChange={(name) => {
            setChoice(withFormat(choice, name ?? FIRST.format))
          }}
        />
        <Select
          size="sm"
          w={220}
          label={m.releases.rule}
          data={Object.entries(m.releases.rules).map(([value, label]) => ({ value, label }))}
          value={choice.rule}
          allowDeselect={false}
          onChange={(rule) => {
            setChoice({ ...choice, rule: rule ?? '' })
          }}
        />
        {format && (
          <Options
            format={format}
            choice={choice}
            change={(changes) => {
              setChoice({ ...choice, ...changes })
            }}
          />
        )}
        <Button
          size="sm"
          variant="light"
          component="a"
          href={exportUrl(slug, tag, choice, preparing.word)}
          download
          onClick={preparing.begin}
          leftSection={<Icon name="download" size={16} />}
        >
          {m.releases.download}
        </Button>
      </Group>
      {format && <Words format={format} />}
      <p className={shared.small} role="status">
        {preparing.told}
      </p>
    </div>
  )
}

/** The formats of a release with their options, and the download. */
export function Download({ slug, tag }: { slug: string; tag: string }) {
  const formats = useQuery(releaseFormats(slug, tag))
  return (
    <Loading query={formats}>{(rows) => <Form slug={slug} tag={tag} formats={rows} />}</Loading>
  )
}
